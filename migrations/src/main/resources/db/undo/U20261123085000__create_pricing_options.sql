DROP TABLE pricing_options;
DROP TYPE pricing_model;
