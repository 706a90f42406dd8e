DROP TABLE creatives;
DROP TYPE creative_status;
