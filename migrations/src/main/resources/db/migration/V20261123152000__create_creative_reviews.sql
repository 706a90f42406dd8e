-- revision: d05a97c3e6f4   revises: 6b3ea4f71c28
-- What people and agents said of creatives.
CREATE TYPE creative_review_type AS ENUM ('ai', 'human');
CREATE TYPE creative_review_decision AS ENUM ('approve', 'reject');
CREATE TYPE creative_review_outcome AS ENUM ('approved', 'rejected', 'escalated');
CREATE TABLE creative_reviews (
    tenant_id        text                     NOT NULL,
    review_id        text                     NOT NULL,
    principal_id     text                     NOT NULL,
    creative_id      text                     NOT NULL,
    review_type      creative_review_type     NOT NULL,
    reviewer         text                     NOT NULL,
    decision         creative_review_decision NOT NULL,
    confidence       numeric                  CHECK (confidence BETWEEN 0 AND 1),
    categories       text[]                   NOT NULL,
    policy_triggered text,
    reason           text,
    recommendations  text[]                   NOT NULL,
    human_override   boolean                  NOT NULL,
    final_decision   creative_review_outcome  NOT NULL,
    reviewed_at      timestamptz              NOT NULL,
    PRIMARY KEY (tenant_id, review_id),
    FOREIGN KEY (tenant_id, principal_id, creative_id) REFERENCES creatives
);
CREATE INDEX creative_reviews_creative ON creative_reviews (tenant_id, principal_id, creative_id, reviewed_at);
COMMENT ON COLUMN creative_reviews.decision IS 'What the reviewer would have';
COMMENT ON COLUMN creative_reviews.final_decision IS 'What came of it; escalated means that it went to a person';
COMMENT ON COLUMN creative_reviews.confidence IS 'How sure an agent is that the creative may serve; null for a person';
