DROP TABLE auth_config;
DROP TYPE auth_provider;
