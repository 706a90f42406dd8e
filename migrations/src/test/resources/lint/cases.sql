-- lint: drop a table
-- finds: drop-table
DROP TABLE orders;

-- lint: drop a partitioned table, which is one table
-- finds: drop-table
DROP TABLE months;

-- lint: drop a partition
-- finds: drop-table
DROP TABLE months_01;

-- lint: drop what the same script made
-- finds:
CREATE TABLE t (id bigint PRIMARY KEY);
DROP TABLE t;

-- lint: drop a view
-- finds:
DROP VIEW shop_names;

-- lint: drop a table within a block
-- finds: drop-table
DO $$ BEGIN EXECUTE 'DROP TABLE ' || quote_ident('orders'); END $$;

-- lint: drop a column
-- finds: drop-column
ALTER TABLE orders DROP COLUMN note;

-- lint: drop a column with its index
-- finds: drop-column
ALTER TABLE orders DROP COLUMN amount;

-- lint: drop a column of a partitioned table
-- finds: drop-column
ALTER TABLE months DROP COLUMN n;

-- lint: rename a table
-- finds: rename-table
ALTER TABLE shops RENAME TO stores;

-- lint: move a table to another schema
-- finds: rename-table
CREATE SCHEMA elsewhere;
ALTER TABLE orders SET SCHEMA elsewhere;

-- lint: put a new table in the place of none
-- finds:
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t RENAME TO u;

-- lint: rename a column
-- finds: rename-column
ALTER TABLE orders RENAME COLUMN note TO remark;

-- lint: a new column beside the old one
-- finds:
ALTER TABLE orders ADD COLUMN remark text;

-- lint: rename a value of an enum
-- finds: rename-enum-value
ALTER TYPE status RENAME VALUE 'new' TO 'open';

-- lint: widen a number
-- finds: change-type
ALTER TABLE orders ALTER COLUMN amount TYPE bigint;

-- lint: narrow a text
-- finds: change-type
ALTER TABLE orders ALTER COLUMN code TYPE varchar(10);

-- lint: an incompatible type
-- finds: change-type
ALTER TABLE orders ALTER COLUMN note TYPE integer USING length(note);

-- lint: the type of a partitioned table's column
-- finds: change-type
ALTER TABLE months ALTER COLUMN n TYPE bigint;

-- lint: widen a text
-- finds:
ALTER TABLE orders ALTER COLUMN code TYPE varchar(40);
ALTER TABLE orders ALTER COLUMN code TYPE text;

-- lint: a default that is another for each row
-- finds: table-rewrite
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();

-- lint: a stored generated column
-- finds: table-rewrite
ALTER TABLE orders ADD COLUMN twice integer GENERATED ALWAYS AS (amount * 2) STORED;

-- lint: a default for all rows, and one for those to come
-- finds:
ALTER TABLE orders ADD COLUMN priority integer NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();

-- lint: a table that is not logged any more
-- finds: table-rewrite
ALTER TABLE orders SET UNLOGGED;

-- lint: truncate
-- finds: truncate
TRUNCATE orders;

-- lint: truncate all that belongs together
-- finds: truncate
TRUNCATE months CASCADE;

-- lint: truncate within a block
-- finds: truncate
DO $$ BEGIN EXECUTE 'TRUNCATE orders'; END $$;

-- lint: a column that must have a value
-- finds: required-column
ALTER TABLE orders ADD COLUMN currency text NOT NULL;

-- lint: such a column where there is none yet
-- finds:
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t ADD COLUMN currency text NOT NULL;

-- lint: demand a value
-- finds: set-not-null
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;

-- lint: demand a value in a partitioned table
-- finds: set-not-null
ALTER TABLE months ALTER COLUMN n SET NOT NULL;

-- lint: prepare to demand a value
-- finds:
ALTER TABLE months ADD CONSTRAINT n_there CHECK (n IS NOT NULL) NOT VALID;

-- lint: validate it
-- finds:
ALTER TABLE orders VALIDATE CONSTRAINT note_there;

-- lint: demand a value that a valid check vouches for
-- outside
-- finds:
ALTER TABLE orders VALIDATE CONSTRAINT note_there;
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT note_there;

-- lint: bear null
-- finds: drop-not-null
ALTER TABLE shops ALTER COLUMN name DROP NOT NULL;

-- lint: a foreign key
-- finds: validated-foreign-key
ALTER TABLE orders ADD CONSTRAINT to_shop FOREIGN KEY (shop_id) REFERENCES shops;

-- lint: a foreign key in two steps within one transaction
-- finds: validated-foreign-key
ALTER TABLE orders ADD CONSTRAINT to_shop FOREIGN KEY (shop_id) REFERENCES shops NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT to_shop;

-- lint: a foreign key in two steps
-- outside
-- finds:
ALTER TABLE orders ADD CONSTRAINT to_shop FOREIGN KEY (shop_id) REFERENCES shops NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT to_shop;

-- lint: a foreign key of a new table
-- finds:
CREATE TABLE t (id bigint PRIMARY KEY, shop_id bigint REFERENCES shops);
CREATE INDEX t_shop ON t (shop_id);

-- lint: a foreign key without an index
-- finds: foreign-key-without-index
CREATE TABLE t (id bigint PRIMARY KEY, shop_id bigint REFERENCES shops);

-- lint: a foreign key with an index of part of the rows
-- finds: foreign-key-without-index
CREATE TABLE t (id bigint PRIMARY KEY, shop_id bigint REFERENCES shops);
CREATE INDEX t_shop ON t (shop_id) WHERE id > 0;

-- lint: a check
-- finds: validated-check
ALTER TABLE orders ADD CONSTRAINT amount_small CHECK (amount < 100);

-- lint: a check in two steps within one transaction
-- finds: validated-check
ALTER TABLE orders ADD CONSTRAINT amount_small CHECK (amount < 100) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT amount_small;

-- lint: validating while an earlier statement keeps all off
-- finds: validated-check
ALTER TABLE orders ADD COLUMN remark text;
ALTER TABLE orders VALIDATE CONSTRAINT note_there;

-- lint: a check in two steps
-- outside
-- finds:
ALTER TABLE orders ADD CONSTRAINT amount_small CHECK (amount < 100) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT amount_small;

-- lint: rename a constraint
-- finds:
ALTER TABLE orders RENAME CONSTRAINT amount_there TO amount_positive;

-- lint: a unique constraint
-- finds: constraint-builds-index
ALTER TABLE orders ADD CONSTRAINT one_note UNIQUE (id, note);

-- lint: a primary key
-- finds: constraint-builds-index
ALTER TABLE months ADD PRIMARY KEY (id, month);

-- lint: an exclusion
-- finds: constraint-builds-index
ALTER TABLE orders ADD CONSTRAINT one_id EXCLUDE USING btree (id WITH =);

-- lint: a unique constraint on an index that is there
-- finds:
ALTER TABLE orders ADD CONSTRAINT one_code UNIQUE USING INDEX orders_code;

-- lint: an index
-- finds: index-blocks-writes
CREATE INDEX orders_at ON orders (at);

-- lint: an index outside a transaction, yet not concurrently
-- outside
-- finds: index-blocks-writes
CREATE INDEX orders_at ON orders (at);

-- lint: an index of a partitioned table, which is one
-- finds: index-blocks-writes
CREATE INDEX months_month ON months (month);

-- lint: an index concurrently
-- outside
-- finds:
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_at ON orders (at);

-- lint: an index concurrently that cannot be run again
-- outside
-- finds: concurrently-not-repeatable
CREATE UNIQUE INDEX CONCURRENTLY orders_at ON orders (at, id);

-- lint: an index of a new table
-- finds:
CREATE TABLE t (id bigint PRIMARY KEY, n integer UNIQUE);
CREATE INDEX t_n ON t (n);

-- lint: drop an index
-- finds: drop-index-blocks
DROP INDEX orders_amount;

-- lint: drop an index concurrently
-- outside
-- finds:
DROP INDEX CONCURRENTLY IF EXISTS orders_amount;

-- lint: reindex
-- finds: drop-index-blocks
REINDEX INDEX orders_amount;

-- lint: reindex a table
-- outside
-- finds: drop-index-blocks
REINDEX TABLE orders;

-- lint: reindex concurrently
-- outside
-- finds:
REINDEX INDEX CONCURRENTLY orders_amount;

-- lint: detach a partition
-- finds: drop-index-blocks
ALTER TABLE months DETACH PARTITION months_01;

-- lint: detach a partition concurrently
-- outside
-- finds:
ALTER TABLE months DETACH PARTITION months_01 CONCURRENTLY;

-- lint: json
-- finds: json-column
ALTER TABLE orders ADD COLUMN extra json;

-- lint: json in a new table
-- finds: json-column
CREATE TABLE t (id bigint PRIMARY KEY, extra json[]);

-- lint: jsonb
-- finds:
ALTER TABLE orders ADD COLUMN extra jsonb;

-- lint: char
-- finds: char-column
CREATE TABLE t (id bigint PRIMARY KEY, currency char(3));

-- lint: timestamp
-- finds: timestamp-without-time-zone
CREATE TABLE t (id bigint PRIMARY KEY, at timestamp(3));

-- lint: timestamptz to timestamp
-- finds: change-type, timestamp-without-time-zone
SET timezone = 'Europe/Berlin';
ALTER TABLE orders ALTER COLUMN at TYPE timestamp;

-- lint: the types we like
-- finds:
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, currency text CHECK (currency ~ '^[A-Z]{3}$'), at timestamptz);

-- lint: a small key
-- finds: small-key
CREATE TABLE t (id integer PRIMARY KEY);

-- lint: serial
-- finds: serial-column
CREATE TABLE t (id bigserial PRIMARY KEY);

-- lint: serial in an old table
-- finds: serial-column, table-rewrite
ALTER TABLE orders ADD COLUMN number bigserial;

-- lint: a value of an enum
-- finds: enum-value-unplaced
ALTER TYPE status ADD VALUE 'sent';

-- lint: a value of an enum in its place
-- finds:
ALTER TYPE status ADD VALUE IF NOT EXISTS 'sent' AFTER 'paid';

-- lint: a new enum
-- finds:
CREATE TYPE colour AS ENUM ('red', 'green');

-- lint: a domain with a check
-- finds: domain-with-constraint
CREATE DOMAIN currency AS text CHECK (VALUE ~ '^[A-Z]{3}$');

-- lint: a check for a domain
-- finds: domain-with-constraint
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);

-- lint: a domain without
-- finds:
CREATE DOMAIN currency AS text;

-- lint: a long name
-- finds: long-name
ALTER TABLE orders ADD COLUMN a_name_of_more_than_sixty_three_letters_is_cut_by_the_server_to_less text;

-- lint: vacuum full
-- outside
-- finds: vacuum-full
VACUUM FULL orders;

-- lint: cluster
-- finds: vacuum-full
CLUSTER orders USING orders_pkey;

-- lint: vacuum
-- outside
-- finds:
VACUUM (ANALYZE) orders;

-- lint: rows and schema
-- finds: data-with-schema
ALTER TABLE orders ADD COLUMN remark text;
UPDATE orders SET remark = note;

-- lint: rows and schema within a block
-- finds: data-with-schema
ALTER TABLE orders ADD COLUMN remark text;
DO $$ BEGIN UPDATE orders SET remark = note WHERE id < 0; END $$;

-- lint: rows of a partitioned table and schema
-- finds: data-with-schema
INSERT INTO months VALUES (7, '2026-02-07', 7);
CREATE TABLE t (id bigint PRIMARY KEY);

-- lint: rows alone
-- finds:
UPDATE orders SET note = 'x' WHERE note IS NULL;

-- lint: rows of a new table
-- finds:
CREATE TABLE t AS SELECT * FROM orders;
INSERT INTO t SELECT * FROM orders;

-- lint: rows that do not fit
-- finds: fails, validated-check
ALTER TABLE orders ADD CONSTRAINT amount_large CHECK (amount > 1);

-- lint: what comes after what the rows forbid is looked at too
-- finds: fails, set-not-null
DO $$ BEGIN IF EXISTS (SELECT FROM shops) THEN RAISE 'there are shops'; END IF; END $$;
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;

-- lint: the server always refuses it
-- finds: fails
ALTER TABLE nowhere ADD COLUMN n integer;

-- lint: comments, functions, triggers, views and rights
-- finds:
COMMENT ON TABLE orders IS 'it''s; orders';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW paid AS SELECT * FROM orders WHERE status = 'paid';
GRANT SELECT ON paid TO PUBLIC;
