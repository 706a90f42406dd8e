-- revision: 40c6d8e9b1f7   revises: a51f27c6e8b3
-- one-way: PostgreSQL takes no value out of a type, and a publisher whose people sign on by Okta cannot be told otherwise
-- Okta is a provider of its own: it names the organization in its discovery_url, which it therefore needs as a custom one does.
ALTER TYPE auth_provider ADD VALUE IF NOT EXISTS 'okta' BEFORE 'custom';
