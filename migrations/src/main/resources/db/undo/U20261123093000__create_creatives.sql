-- data: projected   rebuild: creatives
DROP TABLE creatives;
DROP TYPE creative_status;
