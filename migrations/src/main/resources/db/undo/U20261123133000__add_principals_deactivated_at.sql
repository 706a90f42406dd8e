-- data: projected   rebuild: principals
-- lint-ignore: drop-not-null the column is compared with the hash of a token and shown to nobody, and null is equal to none
-- Nobody has a token of this hash, so whoever is deactivated stays out.
UPDATE principals SET token_sha256 = repeat('0', 64) WHERE token_sha256 IS NULL;
ALTER TABLE principals ALTER COLUMN token_sha256 SET NOT NULL;
ALTER TABLE principals DROP COLUMN deactivated_at;
