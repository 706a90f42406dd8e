-- revision: 5f0a7d31c2be   revises: 8e40b7d2f16a
-- Who sends a command under a new id and an old idempotency key is told what came of it as well.
ALTER TYPE command_outcome ADD VALUE 'duplicate';
