-- revision: 91d4c7a05e3b   revises: 6a37c9e0d5b1
-- Creatives may be reviewed by an agent.
ALTER TYPE approval_mode ADD VALUE 'ai-powered';
