-- data: projected   rebuild: currency_limits
DROP TABLE currency_limits;
