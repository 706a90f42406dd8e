-- data: projected
-- What rebuilds did is of no use to a version that does not know them.
DROP TABLE rebuilds;
DROP TYPE rebuild_state;
