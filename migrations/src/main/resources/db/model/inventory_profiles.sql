CREATE TABLE inventory_profiles (
    tenant_id text NOT NULL,
    profile_id text NOT NULL,
    name text NOT NULL,
    description text,
    inventory_config jsonb NOT NULL,
    format_ids jsonb NOT NULL,
    publisher_properties jsonb NOT NULL,
    targeting_template jsonb NOT NULL,
    removed_at timestamp with time zone,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT inventory_profiles_format_ids_check CHECK (jsonb_typeof(format_ids) = 'array'::text),
    CONSTRAINT inventory_profiles_inventory_config_check CHECK (jsonb_typeof(inventory_config) = 'object'::text),
    CONSTRAINT inventory_profiles_pkey PRIMARY KEY (tenant_id, profile_id),
    CONSTRAINT inventory_profiles_publisher_properties_check CHECK (jsonb_typeof(publisher_properties) = 'array'::text),
    CONSTRAINT inventory_profiles_revision_check CHECK (revision >= 1),
    CONSTRAINT inventory_profiles_targeting_template_check CHECK (jsonb_typeof(targeting_template) = 'object'::text)
);
COMMENT ON COLUMN inventory_profiles.removed_at IS 'Since when no product can be put with it; null while one can';
ALTER TABLE inventory_profiles ADD CONSTRAINT inventory_profiles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
ALTER TABLE inventory_profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON inventory_profiles USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
