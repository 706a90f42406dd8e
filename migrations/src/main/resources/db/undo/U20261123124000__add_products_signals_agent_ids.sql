-- data: projected   rebuild: products
ALTER TABLE products DROP COLUMN signals_agent_ids;
