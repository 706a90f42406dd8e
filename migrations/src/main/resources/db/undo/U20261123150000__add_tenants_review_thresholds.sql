-- data: projected   rebuild: tenants
ALTER TABLE tenants
    DROP COLUMN creative_auto_approve_threshold,
    DROP COLUMN creative_auto_reject_threshold,
    DROP COLUMN sensitive_categories;
