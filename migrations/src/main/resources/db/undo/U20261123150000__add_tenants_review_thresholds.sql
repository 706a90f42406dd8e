-- data: projected   rebuild: tenants
-- lint-ignore: validated-check a publisher has one row here, so they are read at once
ALTER TABLE tenants
    DROP COLUMN creative_auto_approve_threshold,
    DROP COLUMN creative_auto_reject_threshold,
    DROP COLUMN sensitive_categories;
