-- Run by PostgreSQL's image when it makes its data folder: the database, and its owner, who is no superuser.
\set password `cat /run/secrets/postgres.password`
CREATE ROLE buyledger LOGIN PASSWORD :'password';
-- What query-service reads as.
GRANT pg_read_all_data TO buyledger;
CREATE DATABASE buyledger OWNER buyledger;
ALTER ROLE buyledger IN DATABASE buyledger SET search_path = buyledger;
\connect buyledger
CREATE SCHEMA buyledger AUTHORIZATION buyledger;
