-- data: projected   rebuild: auth_config
DROP TABLE auth_config;
DROP TYPE auth_provider;
