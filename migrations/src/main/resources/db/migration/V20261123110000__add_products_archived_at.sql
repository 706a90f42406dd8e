-- revision: 5b0c94d1e7a2   revises: cdb3ab36addf
-- A product that is off sale stays for the buys of it.
ALTER TABLE products ADD COLUMN archived_at timestamptz;
COMMENT ON COLUMN products.archived_at IS 'Since when it cannot be bought any more; null while it can';
