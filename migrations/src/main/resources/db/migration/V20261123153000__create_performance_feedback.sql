-- revision: 4e71d8b2a09f   revises: d05a97c3e6f4
-- How buyers say that media buys perform.
CREATE TYPE performance_metric AS ENUM (
    'overall_performance', 'conversion_rate', 'brand_lift', 'click_through_rate', 'completion_rate', 'viewability',
    'brand_safety', 'cost_efficiency');
CREATE TYPE feedback_source AS ENUM (
    'buyer_attribution', 'third_party_measurement', 'platform_analytics', 'verification_partner');
CREATE TABLE performance_feedback (
    tenant_id         text               NOT NULL,
    feedback_id       text               NOT NULL,
    media_buy_id      text               NOT NULL,
    principal_id      text               NOT NULL,
    package_id        text,
    creative_id       text,
    period_start      timestamptz        NOT NULL,
    period_end        timestamptz        NOT NULL CHECK (period_end > period_start),
    performance_index numeric            NOT NULL CHECK (performance_index >= 0),
    metric_type       performance_metric NOT NULL,
    feedback_source   feedback_source    NOT NULL,
    details           jsonb              NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    created_at        timestamptz        NOT NULL,
    PRIMARY KEY (tenant_id, feedback_id),
    FOREIGN KEY (tenant_id, media_buy_id) REFERENCES media_buys,
    FOREIGN KEY (tenant_id, media_buy_id, package_id) REFERENCES media_packages,
    FOREIGN KEY (tenant_id, principal_id, creative_id) REFERENCES creatives
);
CREATE INDEX performance_feedback_created_at ON performance_feedback (tenant_id, created_at DESC, feedback_id DESC);
CREATE INDEX performance_feedback_media_buy
    ON performance_feedback (tenant_id, media_buy_id, created_at DESC, feedback_id DESC);
COMMENT ON COLUMN performance_feedback.performance_index IS '0 for no value, 1 for what was expected, more for better';
