-- data: projected   rebuild: strategies
-- lint-ignore: foreign-key-without-index principals keep their ids and are deactivated, not deleted, so nobody looks from there
DROP TABLE strategies;
