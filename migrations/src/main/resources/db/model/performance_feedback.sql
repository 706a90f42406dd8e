CREATE TABLE performance_feedback (
    tenant_id text NOT NULL,
    feedback_id text NOT NULL,
    media_buy_id text NOT NULL,
    principal_id text NOT NULL,
    package_id text,
    creative_id text,
    period_start timestamp with time zone NOT NULL,
    period_end timestamp with time zone NOT NULL,
    performance_index numeric NOT NULL,
    metric_type performance_metric NOT NULL,
    feedback_source feedback_source NOT NULL,
    details jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT performance_feedback_check CHECK (period_end > period_start),
    CONSTRAINT performance_feedback_details_check CHECK (jsonb_typeof(details) = 'object'::text),
    CONSTRAINT performance_feedback_performance_index_check CHECK (performance_index >= 0::numeric),
    CONSTRAINT performance_feedback_pkey PRIMARY KEY (tenant_id, feedback_id)
);
COMMENT ON COLUMN performance_feedback.performance_index IS '0 for no value, 1 for what was expected, more for better';
ALTER TABLE performance_feedback ADD CONSTRAINT performance_feedback_tenant_id_media_buy_id_fkey FOREIGN KEY (tenant_id, media_buy_id) REFERENCES media_buys(tenant_id, media_buy_id);
ALTER TABLE performance_feedback ADD CONSTRAINT performance_feedback_tenant_id_media_buy_id_package_id_fkey FOREIGN KEY (tenant_id, media_buy_id, package_id) REFERENCES media_packages(tenant_id, media_buy_id, package_id);
ALTER TABLE performance_feedback ADD CONSTRAINT performance_feedback_tenant_id_principal_id_creative_id_fkey FOREIGN KEY (tenant_id, principal_id, creative_id) REFERENCES creatives(tenant_id, principal_id, creative_id);
CREATE INDEX performance_feedback_created_at ON performance_feedback USING btree (tenant_id, created_at DESC, feedback_id DESC);
CREATE INDEX performance_feedback_media_buy ON performance_feedback USING btree (tenant_id, media_buy_id, created_at DESC, feedback_id DESC);
CREATE INDEX performance_feedback_principal_id_created_at ON performance_feedback USING btree (tenant_id, principal_id, created_at DESC, feedback_id DESC);
ALTER TABLE performance_feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON performance_feedback USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
