-- revision: 033dd36073cc   revises: d5d846ededd7
-- A product names the agents that offer signals for it.
ALTER TABLE products ADD COLUMN signals_agent_ids text[] NOT NULL DEFAULT '{}';
