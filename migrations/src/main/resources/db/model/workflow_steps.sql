CREATE TABLE workflow_steps (
    tenant_id text NOT NULL,
    step_id text NOT NULL,
    step_type workflow_step_type NOT NULL,
    status workflow_step_status NOT NULL,
    principal_id text NOT NULL,
    object_type text NOT NULL,
    object_id text NOT NULL,
    request jsonb,
    reason text,
    error jsonb,
    decided_by text,
    decided_at timestamp with time zone,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    overdue_at timestamp with time zone,
    assigned_to text,
    comments jsonb DEFAULT '[]'::jsonb NOT NULL,
    decision_comment text,
    CONSTRAINT workflow_steps_pkey PRIMARY KEY (tenant_id, step_id),
    CONSTRAINT workflow_steps_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN workflow_steps.principal_id IS 'The buyer whose request it is';
COMMENT ON COLUMN workflow_steps.request IS 'The update that is applied on approval, where the step is about one';
COMMENT ON COLUMN workflow_steps.due_at IS 'By when it should be decided; null: whenever';
COMMENT ON COLUMN workflow_steps.overdue_at IS 'When it was found to be due and not decided';
COMMENT ON COLUMN workflow_steps.assigned_to IS 'The user who is to decide; null: anybody';
COMMENT ON COLUMN workflow_steps.comments IS 'What users said, oldest first: [{user, at, text}]';
COMMENT ON COLUMN workflow_steps.decision_comment IS 'What was said when it was approved';
ALTER TABLE workflow_steps ADD CONSTRAINT workflow_steps_tenant_id_principal_id_fkey FOREIGN KEY (tenant_id, principal_id) REFERENCES principals(tenant_id, principal_id);
CREATE INDEX workflow_steps_assigned_to ON workflow_steps USING btree (tenant_id, assigned_to, updated_at DESC, step_id DESC);
CREATE INDEX workflow_steps_object ON workflow_steps USING btree (tenant_id, object_type, object_id);
CREATE INDEX workflow_steps_principal_id_updated_at ON workflow_steps USING btree (tenant_id, principal_id, updated_at DESC, step_id DESC);
CREATE INDEX workflow_steps_status_created_at ON workflow_steps USING btree (tenant_id, status, created_at, step_id);
CREATE INDEX workflow_steps_status_updated_at ON workflow_steps USING btree (tenant_id, status, updated_at DESC, step_id DESC);
CREATE INDEX workflow_steps_updated_at ON workflow_steps USING btree (tenant_id, updated_at DESC, step_id DESC);
ALTER TABLE workflow_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON workflow_steps USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
