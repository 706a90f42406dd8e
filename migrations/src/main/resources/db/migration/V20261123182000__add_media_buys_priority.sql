-- revision: 7c1f0a9d3b52   revises: 84e2b0d6c7f9   label: priority   data: projected   rebuild: media_buys
-- The publisher says which buys are delivered first.
ALTER TABLE media_buys ADD COLUMN priority integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN media_buys.priority IS 'Campaign priority for delivery ordering';
