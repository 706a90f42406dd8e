-- data: projected   rebuild: adapter_config
DROP TABLE adapter_config;
DROP TYPE adapter_type;
