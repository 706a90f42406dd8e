CREATE TYPE status AS ENUM ('new', 'paid');
CREATE DOMAIN amount AS integer;
CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
    id      bigint PRIMARY KEY,
    shop_id bigint NOT NULL,
    amount  integer NOT NULL,
    code    varchar(20) NOT NULL,
    note    text,
    status  status NOT NULL,
    at      timestamptz NOT NULL,
    CONSTRAINT amount_there CHECK (amount > 0)
);
CREATE INDEX orders_amount ON orders (amount);
CREATE INDEX orders_shop ON orders (shop_id);
CREATE UNIQUE INDEX orders_code ON orders (code);
CREATE TABLE months (id bigint NOT NULL, month date NOT NULL, n integer) PARTITION BY RANGE (month);
CREATE TABLE months_01 PARTITION OF months FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE months_02 PARTITION OF months FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE INDEX months_n ON months (n);
CREATE VIEW shop_names AS SELECT name FROM shops;
INSERT INTO shops SELECT n, 'shop ' || n FROM generate_series(1, 3) n;
INSERT INTO orders SELECT n, n, n, 'c' || n, 'note', 'new', now() FROM generate_series(1, 3) n;
INSERT INTO months SELECT n, '2026-01-15', n FROM generate_series(1, 3) n;
ALTER TABLE orders ADD CONSTRAINT note_there CHECK (note IS NOT NULL) NOT VALID;
