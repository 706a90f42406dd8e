-- data: projected   rebuild: strategies
DROP TABLE strategies;
