-- revision: 0e93b7d2c5f8   revises: d41f7ac09b63
-- A principal that is deactivated has no token.
ALTER TABLE principals ADD COLUMN deactivated_at timestamptz;
ALTER TABLE principals ALTER COLUMN token_sha256 DROP NOT NULL;
COMMENT ON COLUMN principals.deactivated_at IS 'Since when it has no token; null while it has one';
