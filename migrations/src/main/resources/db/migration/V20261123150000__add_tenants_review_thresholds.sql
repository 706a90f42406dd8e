-- revision: 2f86be10d95c   revises: 91d4c7a05e3b
-- When an agent's review counts is the publisher's to say.
ALTER TABLE tenants
    ADD COLUMN creative_auto_approve_threshold numeric CHECK (creative_auto_approve_threshold BETWEEN 0 AND 1),
    ADD COLUMN creative_auto_reject_threshold numeric CHECK (creative_auto_reject_threshold BETWEEN 0 AND 1),
    ADD COLUMN sensitive_categories text[];
COMMENT ON COLUMN tenants.creative_auto_approve_threshold IS 'From which confidence on an agent may approve; null means 0.9';
COMMENT ON COLUMN tenants.creative_auto_reject_threshold IS 'Up to which confidence an agent may reject; null means 0.1';
COMMENT ON COLUMN tenants.sensitive_categories IS
    'Of what only a person decides; null means political, healthcare and financial';
