CREATE TABLE creative_assignments (
    tenant_id text NOT NULL,
    media_buy_id text NOT NULL,
    package_id text NOT NULL,
    creative_id text NOT NULL,
    principal_id text NOT NULL,
    weight numeric,
    placement_ids text[] NOT NULL,
    details jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT creative_assignments_details_check CHECK (jsonb_typeof(details) = 'object'::text),
    CONSTRAINT creative_assignments_pkey PRIMARY KEY (tenant_id, media_buy_id, package_id, creative_id),
    CONSTRAINT creative_assignments_weight_check CHECK (weight >= 0::numeric AND weight <= 100::numeric)
);
COMMENT ON COLUMN creative_assignments.weight IS 'Share of the rotation, 0 to 100; null means an equal share';
ALTER TABLE creative_assignments ADD CONSTRAINT creative_assignments_tenant_id_principal_id_creative_id_fkey FOREIGN KEY (tenant_id, principal_id, creative_id) REFERENCES creatives(tenant_id, principal_id, creative_id);
ALTER TABLE creative_assignments ADD CONSTRAINT creative_assignments_tenant_id_media_buy_id_package_id_fkey FOREIGN KEY (tenant_id, media_buy_id, package_id) REFERENCES media_packages(tenant_id, media_buy_id, package_id);
CREATE INDEX creative_assignments_creative ON creative_assignments USING btree (tenant_id, principal_id, creative_id);
ALTER TABLE creative_assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON creative_assignments USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
