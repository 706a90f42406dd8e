-- data: projected   rebuild: contexts
-- lint-ignore: foreign-key-without-index principals keep their ids and are deactivated, not deleted, so nobody looks from there
DROP TABLE contexts;
