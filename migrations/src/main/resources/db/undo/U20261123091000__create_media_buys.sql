-- data: projected   rebuild: media_buys
DROP TABLE media_buys;
DROP TYPE party;
DROP TYPE media_buy_status;
