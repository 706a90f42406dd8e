-- revision: 8e40b7d2f16a   revises: e8438c879109   data: authoritative
-- The events that the read tables lack: those that could not be applied, with all later ones of the same objects, in order, and
-- those that somebody has decided to leave out. Each has all that it takes to apply it.
CREATE TABLE projection_dead_letters (
    tenant_id      text        NOT NULL,
    sequence       bigint      NOT NULL CHECK (sequence >= 1),
    object_type    text        NOT NULL,
    object_id      text        NOT NULL,
    type           text        NOT NULL,
    tables         text[]      NOT NULL,
    partition      integer     NOT NULL CHECK (partition >= 0),
    "offset"       bigint      NOT NULL CHECK ("offset" >= 0),
    headers        jsonb       NOT NULL,
    payload        text        NOT NULL,
    error          text,
    attempts       integer     NOT NULL CHECK (attempts >= 0),
    parked_at      timestamptz NOT NULL,
    tried_at       timestamptz,
    discarded_at   timestamptz,
    discarded_by   text,
    discard_reason text,
    PRIMARY KEY (tenant_id, sequence),
    CONSTRAINT projection_dead_letters_trial_is_told
        CHECK ((tried_at IS NULL) = (attempts = 0) AND (tried_at IS NULL) = (error IS NULL)),
    CONSTRAINT projection_dead_letters_discard_is_told
        CHECK ((discarded_at IS NULL) = (discarded_by IS NULL) AND (discarded_at IS NULL) = (discard_reason IS NULL))
);
COMMENT ON COLUMN projection_dead_letters.tables IS 'Whose rows lack it';
COMMENT ON COLUMN projection_dead_letters.headers IS 'As the record has them';
COMMENT ON COLUMN projection_dead_letters.payload IS 'As the record has it';
COMMENT ON COLUMN projection_dead_letters.error IS 'Why it was not applied when it was tried last; null where it only waits for one before it';
COMMENT ON COLUMN projection_dead_letters.attempts IS 'How often it was tried';
COMMENT ON COLUMN projection_dead_letters.discarded_at IS 'Since when it is left out by decision; null while it is parked';
CREATE INDEX projection_dead_letters_parked
    ON projection_dead_letters (partition, tenant_id, object_type, object_id, sequence) WHERE discarded_at IS NULL;
ALTER TABLE projection_dead_letters ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON projection_dead_letters USING (tenant_id = current_setting('buyledger.tenant_id', true));
