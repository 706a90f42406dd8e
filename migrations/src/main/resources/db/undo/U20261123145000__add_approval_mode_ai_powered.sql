-- data: projected   rebuild: tenants
-- lint-ignore: enum-value-unplaced nothing is ordered or compared by approval mode
-- A value cannot be dropped from a type. What an agent reviewed is for people again.
ALTER TABLE tenants ALTER COLUMN approval_mode TYPE text;
UPDATE tenants SET approval_mode = 'require-human' WHERE approval_mode = 'ai-powered';
DROP TYPE approval_mode;
CREATE TYPE approval_mode AS ENUM ('auto-approve', 'require-human');
ALTER TABLE tenants ALTER COLUMN approval_mode TYPE approval_mode USING approval_mode::approval_mode;
