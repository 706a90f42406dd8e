-- data: projected   rebuild: pricing_options
DROP TABLE pricing_options;
DROP TYPE pricing_model;
