-- pair: a table
== 
== CREATE TABLE a (id bigint PRIMARY KEY, name text NOT NULL DEFAULT 'x', at timestamptz DEFAULT now());

-- pair: tables that point at each other
== 
== CREATE TABLE a (id bigint PRIMARY KEY, b bigint);
   CREATE TABLE b (id bigint PRIMARY KEY, a bigint REFERENCES a);
   ALTER TABLE a ADD CONSTRAINT to_b FOREIGN KEY (b) REFERENCES b;

-- pair: a table with all that can belong to one
== CREATE TABLE keep (id bigint PRIMARY KEY);
== CREATE TABLE keep (id bigint PRIMARY KEY);
   CREATE TYPE colour AS ENUM ('red', 'green');
   CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
   CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, keep_id bigint REFERENCES keep ON DELETE CASCADE,
       colour colour NOT NULL DEFAULT 'red', price numeric(12, 2) CHECK (price > 0), twice numeric GENERATED ALWAYS AS (price * 2) STORED,
       tags text[] NOT NULL DEFAULT '{}', UNIQUE (keep_id, colour));
   CREATE INDEX a_by_tags ON a USING gin (tags);
   CREATE TRIGGER touched BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();
   ALTER TABLE a ENABLE ROW LEVEL SECURITY;
   CREATE POLICY mine ON a USING (id > 0);
   COMMENT ON TABLE a IS 'it''s a table';
   COMMENT ON COLUMN a.price IS 'in euros';

-- pair: the comment of a table
== CREATE TABLE a (id bigint); COMMENT ON TABLE a IS 'old';
== CREATE TABLE a (id bigint); COMMENT ON TABLE a IS 'new';

-- pair: a table's options
== CREATE TABLE a (id bigint) WITH (fillfactor = 70, autovacuum_enabled = false);
== CREATE TABLE a (id bigint) WITH (fillfactor = 80);

-- pair: an unlogged table
== CREATE TABLE a (id bigint);
== CREATE UNLOGGED TABLE a (id bigint);

-- pair: replica identity
== CREATE TABLE a (id bigint);
== CREATE TABLE a (id bigint); ALTER TABLE a REPLICA IDENTITY FULL;

-- pair: names that have to be quoted
== CREATE TABLE "A b" ("id" bigint, "Select" text);
== CREATE TABLE "A b" ("id" bigint, "Select" text, "Other ""one""" integer DEFAULT 3); CREATE INDEX "An Index" ON "A b" ("Select");

-- pair: a column
== CREATE TABLE a (id bigint);
== CREATE TABLE a (id bigint, name text DEFAULT 'n' NOT NULL);

-- pair: a column with a comment in the middle
== CREATE TABLE a (id bigint, last text);
== CREATE TABLE a (id bigint, middle integer, last text); COMMENT ON COLUMN a.middle IS 'in the middle';

-- pair: a column's default
== CREATE TABLE a (id bigint, n integer DEFAULT 1);
== CREATE TABLE a (id bigint, n integer DEFAULT 2);

-- pair: a default that goes
== CREATE TABLE a (id bigint, n integer DEFAULT 1);
== CREATE TABLE a (id bigint, n integer);

-- pair: not null
== CREATE TABLE a (id bigint, n integer);
== CREATE TABLE a (id bigint, n integer NOT NULL);

-- pair: not null of a quoted column
== CREATE TABLE "A" (id bigint, "N" integer);
== CREATE TABLE "A" (id bigint, "N" integer NOT NULL);

-- pair: a wider type with a default
== CREATE TABLE a (id bigint, n integer DEFAULT 1 NOT NULL);
== CREATE TABLE a (id bigint, n bigint DEFAULT 2 NOT NULL);

-- pair: a longer varchar
== CREATE TABLE a (id bigint, n varchar(20));
== CREATE TABLE a (id bigint, n varchar(40));

-- pair: a type that needs a word
== CREATE TABLE a (id bigint, n text);
== CREATE TABLE a (id bigint, n jsonb);

-- pair: a type under an index, a check and a key
== CREATE TABLE a (id integer PRIMARY KEY, n integer CHECK (n > 0)); CREATE INDEX a_n ON a (n) WHERE n > 5;
== CREATE TABLE a (id bigint PRIMARY KEY, n bigint CHECK (n > 0)); CREATE INDEX a_n ON a (n) WHERE n > 5;

-- pair: a type under a view
== CREATE TABLE a (id integer, n integer); CREATE VIEW v AS SELECT n FROM a; CREATE VIEW w AS SELECT n + 1 AS m FROM v;
== CREATE TABLE a (id integer, n bigint); CREATE VIEW v AS SELECT n FROM a; CREATE VIEW w AS SELECT n + 1 AS m FROM v;

-- pair: a type under a generated column
== CREATE TABLE a (id integer, n integer, twice bigint GENERATED ALWAYS AS (n * 2) STORED);
== CREATE TABLE a (id integer, n bigint, twice bigint GENERATED ALWAYS AS (n * 2) STORED);

-- pair: a type under a trigger and a policy
== CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
   CREATE TABLE a (id integer, n integer); CREATE TRIGGER t BEFORE UPDATE OF n ON a FOR EACH ROW WHEN (new.n > 1) EXECUTE FUNCTION f();
   CREATE POLICY p ON a USING (n > 3);
== CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
   CREATE TABLE a (id integer, n bigint); CREATE TRIGGER t BEFORE UPDATE OF n ON a FOR EACH ROW WHEN (new.n > 1) EXECUTE FUNCTION f();
   CREATE POLICY p ON a USING (n > 3);

-- pair: a collation
== CREATE TABLE a (id bigint, n text);
== CREATE TABLE a (id bigint, n text COLLATE "C");

-- pair: an array
== CREATE TABLE a (id bigint, n text[]);
== CREATE TABLE a (id bigint, n text[] DEFAULT ARRAY['a', 'b']);

-- pair: a generated column's expression
== CREATE TABLE a (n integer, twice integer GENERATED ALWAYS AS (n * 2) STORED);
== CREATE TABLE a (n integer, twice integer GENERATED ALWAYS AS (n * 3) STORED);

-- pair: a column that is generated now
== CREATE TABLE a (n integer, twice integer);
== CREATE TABLE a (n integer, twice integer GENERATED ALWAYS AS (n * 2) STORED);

-- pair: a virtual generated column
== CREATE TABLE a (n integer);
== CREATE TABLE a (n integer, twice integer GENERATED ALWAYS AS (n * 2) VIRTUAL);

-- pair: an identity
== CREATE TABLE a (id bigint NOT NULL);
== CREATE TABLE a (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100 INCREMENT BY 5));

-- pair: another identity
== CREATE TABLE a (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100 CYCLE));
== CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1 INCREMENT BY 2));

-- pair: storage and compression
== CREATE TABLE a (id bigint, n text);
== CREATE TABLE a (id bigint, n text STORAGE EXTERNAL COMPRESSION pglz);

-- pair: a check
== CREATE TABLE a (id bigint, n integer);
== CREATE TABLE a (id bigint, n integer, CONSTRAINT low CHECK (n < 10));

-- pair: a check's bounds
== CREATE TABLE a (id bigint, n integer, CONSTRAINT low CHECK (n < 10));
== CREATE TABLE a (id bigint, n integer, CONSTRAINT low CHECK (n < 20)); COMMENT ON CONSTRAINT low ON a IS 'low';

-- pair: a check that is not validated yet
== CREATE TABLE a (id bigint, n integer); ALTER TABLE a ADD CONSTRAINT low CHECK (n < 10) NOT VALID;
== CREATE TABLE a (id bigint, n integer, CONSTRAINT low CHECK (n < 10));

-- pair: a check of a function
== CREATE TABLE a (n integer);
== CREATE FUNCTION good(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN n > 0; CREATE TABLE a (n integer CONSTRAINT fine CHECK (good(n)));

-- pair: a primary key
== CREATE TABLE a (id bigint NOT NULL, n integer);
== CREATE TABLE a (id bigint PRIMARY KEY, n integer);

-- pair: two keys over the same columns
== 
== CREATE TABLE a (id bigint CONSTRAINT pk PRIMARY KEY, n integer); ALTER TABLE a ADD CONSTRAINT once UNIQUE (id);
   ALTER TABLE a ADD CONSTRAINT pair UNIQUE (id, n); ALTER TABLE a ADD CONSTRAINT pair_too UNIQUE (id, n);

-- pair: another primary key
== CREATE TABLE a (id bigint, n integer NOT NULL, CONSTRAINT pk PRIMARY KEY (id));
== CREATE TABLE a (id bigint NOT NULL, n integer, CONSTRAINT pk PRIMARY KEY (n, id));

-- pair: a primary key under a foreign key
== CREATE TABLE a (id bigint, n integer NOT NULL, CONSTRAINT pk PRIMARY KEY (id)); CREATE TABLE b (a bigint REFERENCES a);
== CREATE TABLE a (id bigint, n integer NOT NULL, CONSTRAINT pk PRIMARY KEY (id) INCLUDE (n)); CREATE TABLE b (a bigint REFERENCES a);

-- pair: a unique constraint with nulls
== CREATE TABLE a (id bigint, n integer);
== CREATE TABLE a (id bigint, n integer, UNIQUE NULLS NOT DISTINCT (n));

-- pair: a deferrable unique constraint
== CREATE TABLE a (id bigint, n integer, UNIQUE (n));
== CREATE TABLE a (id bigint, n integer, UNIQUE (n) DEFERRABLE INITIALLY DEFERRED);

-- pair: a foreign key
== CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (a bigint);
== CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (a bigint REFERENCES a ON DELETE SET NULL);

-- pair: a foreign key's action
== CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (a bigint REFERENCES a ON DELETE SET NULL);
== CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (a bigint REFERENCES a ON DELETE CASCADE);

-- pair: a foreign key to a key that is new
== CREATE TABLE a (id bigint, n integer NOT NULL); CREATE TABLE b (n integer);
== CREATE TABLE a (id bigint, n integer NOT NULL UNIQUE); CREATE TABLE b (n integer REFERENCES a (n));

-- pair: an exclusion
== CREATE TABLE a (span int4range);
== CREATE TABLE a (span int4range, EXCLUDE USING gist (span WITH &&));

-- pair: an index
== CREATE TABLE a (id bigint, n integer);
== CREATE TABLE a (id bigint, n integer); CREATE INDEX a_n ON a (n DESC NULLS LAST) INCLUDE (id);

-- pair: an index's predicate
== CREATE TABLE a (id bigint, n integer); CREATE INDEX a_n ON a (n) WHERE n > 1;
== CREATE TABLE a (id bigint, n integer); CREATE INDEX a_n ON a (n) WHERE n > 2;

-- pair: an index's expression
== CREATE TABLE a (id bigint, n text); CREATE UNIQUE INDEX a_n ON a (lower(n));
== CREATE TABLE a (id bigint, n text); CREATE UNIQUE INDEX a_n ON a (upper(n)); COMMENT ON INDEX a_n IS 'up';

-- pair: an index that is clustered on
== CREATE TABLE a (id bigint, n text); CREATE INDEX a_n ON a (n);
== CREATE TABLE a (id bigint, n text); CREATE INDEX a_n ON a (n); ALTER TABLE a CLUSTER ON a_n;

-- pair: a value of an enum at its end
== CREATE TYPE t AS ENUM ('a', 'b'); CREATE TABLE x (t t DEFAULT 'a');
== CREATE TYPE t AS ENUM ('a', 'b', 'c'); CREATE TABLE x (t t DEFAULT 'a');

-- pair: values of an enum everywhere
== CREATE TYPE t AS ENUM ('b', 'd');
== CREATE TYPE t AS ENUM ('a', 'b', 'c''s', 'd', 'e');

-- pair: a value of an enum that is used at once
== CREATE TYPE t AS ENUM ('a', 'b'); CREATE TABLE x (t t DEFAULT 'a');
== CREATE TYPE t AS ENUM ('a', 'b', 'c'); CREATE TABLE x (t t DEFAULT 'c');

-- pair: a value of an enum that goes, under all that can use it
== CREATE TYPE t AS ENUM ('a', 'b', 'c'); CREATE TABLE x (t t DEFAULT 'a' CHECK (t <> 'b'), many t[] DEFAULT '{a}');
   CREATE INDEX x_t ON x (t) WHERE t = 'a'; CREATE VIEW v AS SELECT t FROM x;
== CREATE TYPE t AS ENUM ('b', 'a'); CREATE TABLE x (t t DEFAULT 'a' CHECK (t <> 'b'), many t[] DEFAULT '{a}');
   CREATE INDEX x_t ON x (t) WHERE t = 'a'; CREATE VIEW v AS SELECT t FROM x;

-- pair: an enum type
== CREATE TABLE x (id bigint);
== CREATE TYPE t AS ENUM ('a'); CREATE TABLE x (id bigint, t t); COMMENT ON TYPE t IS 'a type';

-- pair: a domain
== CREATE TABLE x (id bigint);
== CREATE DOMAIN d AS text DEFAULT 'x' CONSTRAINT short CHECK (length(VALUE) < 9) NOT NULL; CREATE TABLE x (id bigint, d d);

-- pair: a domain's parts
== CREATE DOMAIN d AS text DEFAULT 'x' CONSTRAINT short CHECK (length(VALUE) < 9); CREATE TABLE x (d d);
== CREATE DOMAIN d AS text NOT NULL CONSTRAINT short CHECK (length(VALUE) < 8) CONSTRAINT filled CHECK (VALUE <> ''); CREATE TABLE x (d d);

-- pair: a domain's type
== CREATE DOMAIN d AS integer; CREATE TABLE x (d d);
== CREATE DOMAIN d AS bigint; CREATE TABLE x (d d);

-- pair: a sequence
== 
== CREATE SEQUENCE s START 10 INCREMENT 2; CREATE TABLE a (id bigint DEFAULT nextval('s'), other serial);

-- pair: a sequence's steps
== CREATE SEQUENCE s AS integer;
== CREATE SEQUENCE s AS bigint INCREMENT 2 MAXVALUE 99 CACHE 5 CYCLE; COMMENT ON SEQUENCE s IS 'steps';

-- pair: who owns a sequence
== CREATE SEQUENCE s; CREATE TABLE a (id bigint);
== CREATE SEQUENCE s; CREATE TABLE a (id bigint); ALTER SEQUENCE s OWNED BY a.id;

-- pair: a view
== CREATE TABLE a (id bigint, n integer);
== CREATE TABLE a (id bigint, n integer); CREATE VIEW v WITH (security_barrier = true) AS SELECT id, n AS many FROM a WHERE n > 1;
   COMMENT ON VIEW v IS 'a view'; COMMENT ON COLUMN v.many IS 'how many; it''s so';

-- pair: a view's text under another view
== CREATE TABLE a (id bigint, n integer); CREATE VIEW v AS SELECT id FROM a; CREATE VIEW w AS SELECT id FROM v;
== CREATE TABLE a (id bigint, n integer); CREATE VIEW v AS SELECT n, id FROM a; CREATE VIEW w AS SELECT id FROM v;

-- pair: a materialized view with an index
== CREATE TABLE a (id bigint, n integer);
== CREATE TABLE a (id bigint, n integer); CREATE MATERIALIZED VIEW m AS SELECT n, count(*) AS times FROM a GROUP BY n;
   CREATE UNIQUE INDEX m_n ON m (n);

-- pair: a materialized view's text
== CREATE TABLE a (id bigint, n integer); CREATE MATERIALIZED VIEW m AS SELECT n FROM a; CREATE INDEX m_n ON m (n);
== CREATE TABLE a (id bigint, n integer); CREATE MATERIALIZED VIEW m AS SELECT n FROM a WHERE n > 1 WITH NO DATA; CREATE INDEX m_n ON m (n);

-- pair: a function's body
== CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$;
== CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 2 $$; COMMENT ON FUNCTION f(integer) IS 'adds';

-- pair: a function's result under a check, a default and a view
== CREATE FUNCTION f() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 1; CREATE VIEW v AS SELECT f() AS n;
== CREATE FUNCTION f() RETURNS bigint LANGUAGE sql IMMUTABLE RETURN 1; CREATE VIEW v AS SELECT f() AS n;

-- pair: functions of one name
== CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql RETURN 1;
== CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql RETURN 1; CREATE FUNCTION f(a text, b integer DEFAULT 3) RETURNS text LANGUAGE sql RETURN a;

-- pair: a procedure
== 
== CREATE TABLE a (id bigint); CREATE PROCEDURE p(IN n bigint) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO a VALUES (n); END $$;

-- pair: a trigger's condition
== CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TABLE a (n integer);
   CREATE TRIGGER t AFTER UPDATE ON a FOR EACH ROW WHEN (new.n > 1) EXECUTE FUNCTION f();
== CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TABLE a (n integer);
   CREATE TRIGGER t AFTER UPDATE ON a FOR EACH ROW WHEN (new.n > 2) EXECUTE FUNCTION f(); COMMENT ON TRIGGER t ON a IS 'two';

-- pair: a trigger that is off
== CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TABLE a (n integer);
   CREATE TRIGGER t AFTER UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();
== CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TABLE a (n integer);
   CREATE TRIGGER t AFTER UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE a DISABLE TRIGGER t;

-- pair: a policy
== CREATE TABLE a (n integer);
== CREATE TABLE a (n integer); ALTER TABLE a ENABLE ROW LEVEL SECURITY; ALTER TABLE a FORCE ROW LEVEL SECURITY;
   CREATE POLICY p ON a AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (n > 1) WITH CHECK (n < 9);

-- pair: a policy's condition
== CREATE TABLE a (n integer); CREATE POLICY p ON a USING (n > 1);
== CREATE TABLE a (n integer); CREATE POLICY p ON a USING (n > 2); COMMENT ON POLICY p ON a IS 'two';

-- pair: partitions
== CREATE TABLE a (id bigint, at date) PARTITION BY RANGE (at);
== CREATE TABLE a (id bigint, at date) PARTITION BY RANGE (at);
   CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('2026-01-01') TO ('2026-02-01'); CREATE TABLE a_rest PARTITION OF a DEFAULT;

-- pair: a partitioned table
== 
== CREATE TABLE a (id bigint, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
   CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('2026-01-01') TO ('2026-02-01'); CREATE INDEX a_at ON a (at);

-- pair: a column and an index of a partitioned table
== CREATE TABLE a (id bigint, at date) PARTITION BY RANGE (at); CREATE TABLE a_1 PARTITION OF a DEFAULT;
== CREATE TABLE a (id bigint, at date, n integer CHECK (n > 0)) PARTITION BY RANGE (at); CREATE TABLE a_1 PARTITION OF a DEFAULT;
   CREATE INDEX a_n ON a (n);

-- pair: a partition's bound
== CREATE TABLE a (id bigint, at date) PARTITION BY RANGE (at); CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
== CREATE TABLE a (id bigint, at date) PARTITION BY RANGE (at); CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('2026-01-01') TO ('2026-03-01');

-- pair: a table that goes with what points at it
== CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id bigint, a bigint REFERENCES a); CREATE VIEW v AS SELECT id FROM a;
== CREATE TABLE b (id bigint, a bigint);
