-- revision: 27b4d9f1c80e   revises: a5e06c18d7f9
-- What a buyer and the publisher say to each other.
CREATE TABLE contexts (
    tenant_id        text        NOT NULL,
    context_id       text        NOT NULL,
    principal_id     text        NOT NULL,
    object_type      text,
    object_id        text,
    messages         jsonb       NOT NULL,
    revision         bigint      NOT NULL CHECK (revision >= 1),
    created_at       timestamptz NOT NULL,
    last_activity_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, context_id),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals
);
CREATE INDEX contexts_last_activity_at ON contexts (tenant_id, last_activity_at DESC, context_id DESC);
CREATE INDEX contexts_object ON contexts (tenant_id, object_type, object_id);
COMMENT ON COLUMN contexts.principal_id IS 'The buyer whose it is';
COMMENT ON COLUMN contexts.object_type IS 'What it is about, with object_id; null: nothing in particular';
COMMENT ON COLUMN contexts.messages IS 'What was said, oldest first: [{at, actor, text}]';
