-- revision: b3d72a951fe8   revises: e8b78d5b71d7
-- Which creatives serve in which packages.
CREATE TABLE creative_assignments (
    tenant_id     text        NOT NULL,
    media_buy_id  text        NOT NULL,
    package_id    text        NOT NULL,
    creative_id   text        NOT NULL,
    principal_id  text        NOT NULL,
    weight        numeric     CHECK (weight BETWEEN 0 AND 100),
    placement_ids text[]      NOT NULL,
    details       jsonb       NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, media_buy_id, package_id, creative_id),
    FOREIGN KEY (tenant_id, media_buy_id, package_id) REFERENCES media_packages,
    FOREIGN KEY (tenant_id, principal_id, creative_id) REFERENCES creatives
);
CREATE INDEX creative_assignments_creative ON creative_assignments (tenant_id, principal_id, creative_id);
COMMENT ON COLUMN creative_assignments.weight IS 'Share of the rotation, 0 to 100; null means an equal share';
