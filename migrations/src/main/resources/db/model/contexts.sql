CREATE TABLE contexts (
    tenant_id text NOT NULL,
    context_id text NOT NULL,
    principal_id text NOT NULL,
    object_type text,
    object_id text,
    messages jsonb NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_activity_at timestamp with time zone NOT NULL,
    CONSTRAINT contexts_pkey PRIMARY KEY (tenant_id, context_id),
    CONSTRAINT contexts_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN contexts.principal_id IS 'The buyer whose it is';
COMMENT ON COLUMN contexts.object_type IS 'What it is about, with object_id; null: nothing in particular';
COMMENT ON COLUMN contexts.messages IS 'What was said, oldest first: [{at, actor, text}]';
ALTER TABLE contexts ADD CONSTRAINT contexts_tenant_id_principal_id_fkey FOREIGN KEY (tenant_id, principal_id) REFERENCES principals(tenant_id, principal_id);
CREATE INDEX contexts_last_activity_at ON contexts USING btree (tenant_id, last_activity_at DESC, context_id DESC);
CREATE INDEX contexts_object ON contexts USING btree (tenant_id, object_type, object_id);
CREATE INDEX contexts_principal_id_last_activity_at ON contexts USING btree (tenant_id, principal_id, last_activity_at DESC, context_id DESC);
ALTER TABLE contexts ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON contexts USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
