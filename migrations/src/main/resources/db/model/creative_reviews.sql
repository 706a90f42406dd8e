CREATE TABLE creative_reviews (
    tenant_id text NOT NULL,
    review_id text NOT NULL,
    principal_id text NOT NULL,
    creative_id text NOT NULL,
    review_type creative_review_type NOT NULL,
    reviewer text NOT NULL,
    decision creative_review_decision NOT NULL,
    confidence numeric,
    categories text[] NOT NULL,
    policy_triggered text,
    reason text,
    recommendations text[] NOT NULL,
    human_override boolean NOT NULL,
    final_decision creative_review_outcome NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    CONSTRAINT creative_reviews_confidence_check CHECK (confidence >= 0::numeric AND confidence <= 1::numeric),
    CONSTRAINT creative_reviews_pkey PRIMARY KEY (tenant_id, review_id)
);
COMMENT ON COLUMN creative_reviews.decision IS 'What the reviewer would have';
COMMENT ON COLUMN creative_reviews.confidence IS 'How sure an agent is that the creative may serve; null for a person';
COMMENT ON COLUMN creative_reviews.final_decision IS 'What came of it; escalated means that it went to a person';
ALTER TABLE creative_reviews ADD CONSTRAINT creative_reviews_tenant_id_principal_id_creative_id_fkey FOREIGN KEY (tenant_id, principal_id, creative_id) REFERENCES creatives(tenant_id, principal_id, creative_id);
CREATE INDEX creative_reviews_creative ON creative_reviews USING btree (tenant_id, principal_id, creative_id, reviewed_at);
ALTER TABLE creative_reviews ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON creative_reviews USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
