-- revision: a5e06c18d7f9   revises: 91d7f3ab2e46
-- What the publisher's people say to each other about a step.
ALTER TABLE workflow_steps ADD COLUMN comments jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN workflow_steps.comments IS 'What users said, oldest first: [{user, at, text}]';
