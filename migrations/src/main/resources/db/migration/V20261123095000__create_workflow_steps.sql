-- revision: 63e2bcbb213a   revises: b3d72a951fe8
-- What waits for a person, and what was decided.
CREATE TYPE workflow_step_type AS ENUM ('media_buy_creation', 'media_buy_update', 'creative_approval');
CREATE TYPE workflow_step_status AS ENUM (
    'pending', 'in_progress', 'requires_approval', 'approved', 'rejected', 'completed', 'failed', 'canceled');
CREATE TABLE workflow_steps (
    tenant_id    text                 NOT NULL,
    step_id      text                 NOT NULL,
    step_type    workflow_step_type   NOT NULL,
    status       workflow_step_status NOT NULL,
    principal_id text                 NOT NULL,
    object_type  text                 NOT NULL,
    object_id    text                 NOT NULL,
    request      jsonb,
    comment      text,
    reason       text,
    error        jsonb,
    decided_by   text,
    decided_at   timestamptz,
    revision     bigint               NOT NULL CHECK (revision >= 1),
    created_at   timestamptz          NOT NULL,
    updated_at   timestamptz          NOT NULL,
    PRIMARY KEY (tenant_id, step_id),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals
);
CREATE INDEX workflow_steps_updated_at ON workflow_steps (tenant_id, updated_at DESC, step_id DESC);
CREATE INDEX workflow_steps_status_updated_at ON workflow_steps (tenant_id, status, updated_at DESC, step_id DESC);
CREATE INDEX workflow_steps_object ON workflow_steps (tenant_id, object_type, object_id);
COMMENT ON COLUMN workflow_steps.principal_id IS 'The buyer whose request it is';
COMMENT ON COLUMN workflow_steps.request IS 'The update that is applied on approval, where the step is about one';
