DROP TABLE adapter_config;
DROP TYPE adapter_type;
