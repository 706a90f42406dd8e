DROP TABLE currency_limits;
