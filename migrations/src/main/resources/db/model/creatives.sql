CREATE TABLE creatives (
    tenant_id text NOT NULL,
    principal_id text NOT NULL,
    creative_id text NOT NULL,
    name text NOT NULL,
    format_id jsonb,
    format_kind text,
    assets jsonb NOT NULL,
    tags text[] NOT NULL,
    details jsonb NOT NULL,
    status creative_status NOT NULL,
    rejection_reason text,
    reviewed_at timestamp with time zone,
    reviewed_by text,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    suspension_reason text,
    CONSTRAINT creatives_assets_check CHECK (jsonb_typeof(assets) = 'object'::text),
    CONSTRAINT creatives_details_check CHECK (jsonb_typeof(details) = 'object'::text),
    CONSTRAINT creatives_one_format CHECK (num_nonnulls(format_id, format_kind) = 1),
    CONSTRAINT creatives_pkey PRIMARY KEY (tenant_id, principal_id, creative_id),
    CONSTRAINT creatives_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN creatives.suspension_reason IS 'Why it may not serve for the time being; null unless it is suspended';
ALTER TABLE creatives ADD CONSTRAINT creatives_tenant_id_principal_id_fkey FOREIGN KEY (tenant_id, principal_id) REFERENCES principals(tenant_id, principal_id);
CREATE INDEX creatives_format_updated_at ON creatives USING btree (tenant_id, COALESCE(format_kind, format_id ->> 'id'::text), updated_at DESC, principal_id DESC, creative_id DESC);
CREATE INDEX creatives_principal_id_updated_at ON creatives USING btree (tenant_id, principal_id, updated_at DESC, creative_id DESC);
CREATE INDEX creatives_status_updated_at ON creatives USING btree (tenant_id, status, updated_at DESC, principal_id DESC, creative_id DESC);
CREATE INDEX creatives_updated_at ON creatives USING btree (tenant_id, updated_at DESC, principal_id DESC, creative_id DESC);
ALTER TABLE creatives ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON creatives USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
