-- revision: d41f7ac09b63   revises: 23b1b52d8add
-- The tokens of a tenant that is deactivated count for nothing.
ALTER TABLE tenants ADD COLUMN deactivated_at timestamptz;
COMMENT ON COLUMN tenants.deactivated_at IS 'Since when no token of the tenant counts; null while they do';
