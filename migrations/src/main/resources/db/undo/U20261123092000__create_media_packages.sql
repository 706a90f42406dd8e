-- data: projected   rebuild: media_packages
DROP TABLE media_packages;
DROP TYPE pacing;
