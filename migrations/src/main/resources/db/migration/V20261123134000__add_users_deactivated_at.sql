-- revision: b85d20f6e1a4   revises: 0e93b7d2c5f8
-- A user that is deactivated has no token, as one that never had any.
ALTER TABLE users ADD COLUMN deactivated_at timestamptz;
COMMENT ON COLUMN users.deactivated_at IS 'Since when it is deactivated; null while it is active';
