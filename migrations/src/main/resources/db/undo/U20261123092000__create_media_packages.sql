DROP TABLE media_packages;
DROP TYPE pacing;
