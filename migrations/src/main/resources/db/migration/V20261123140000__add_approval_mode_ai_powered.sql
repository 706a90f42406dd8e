-- revision: 91d4c7a05e3b   revises: c2e7138fa046
-- Creatives may be reviewed by an agent.
ALTER TYPE approval_mode ADD VALUE 'ai-powered';
