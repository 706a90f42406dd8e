-- revision: f192ae84c07d   revises: b85d20f6e1a4
-- Approvals have a time by which they should be decided.
ALTER TABLE tenants ADD COLUMN approval_due_hours integer;
COMMENT ON COLUMN tenants.approval_due_hours IS 'How long after it opens a step is due; null: steps are never due';
