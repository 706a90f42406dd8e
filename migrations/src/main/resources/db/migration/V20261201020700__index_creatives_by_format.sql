-- revision: db1d0539cdfd   revises: 7d313e1ea3dd
-- The creatives of a format, in whichever of the two ways it is named, the latest change first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS creatives_format_updated_at
    ON creatives (tenant_id, (coalesce(format_kind, format_id ->> 'id')), updated_at DESC, principal_id DESC, creative_id DESC);
