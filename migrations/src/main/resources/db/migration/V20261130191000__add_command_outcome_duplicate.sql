-- revision: 5f0a7d31c2be   revises: e8438c879109
-- Who sends a command under a new id and an old idempotency key is told what came of it as well.
ALTER TYPE command_outcome ADD VALUE 'duplicate';
