-- revision: fd89042a318f   revises: e667069599a9
-- What buyers have bought. The indexes serve lists in the order of change, of a tenant, a status or a buyer.
CREATE TYPE media_buy_status AS ENUM (
    'pending_approval', 'pending_creatives', 'pending_start', 'active', 'paused', 'completed', 'rejected', 'canceled');
CREATE TYPE party AS ENUM ('buyer', 'seller');
CREATE TABLE media_buys (
    tenant_id           text             NOT NULL,
    media_buy_id        text             NOT NULL,
    principal_id        text             NOT NULL,
    account             jsonb            NOT NULL,
    brand               jsonb            NOT NULL,
    po_number           text,
    currency            text             NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    budget              numeric          NOT NULL CHECK (budget > 0),
    start_time          timestamptz      NOT NULL,
    end_time            timestamptz      NOT NULL,
    paused              boolean          NOT NULL,
    status              media_buy_status NOT NULL,
    confirmed_at        timestamptz,
    rejection_reason    text,
    canceled_at         timestamptz,
    canceled_by         party,
    cancellation_reason text,
    request_sha256      text             NOT NULL,
    details             jsonb            NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    revision            bigint           NOT NULL CHECK (revision >= 1),
    created_at          timestamptz      NOT NULL,
    updated_at          timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, media_buy_id),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals,
    CONSTRAINT media_buys_end_after_start CHECK (end_time > start_time),
    CONSTRAINT media_buys_canceled_has_cancellation
        CHECK ((status = 'canceled') = (canceled_at IS NOT NULL) AND (canceled_at IS NULL) = (canceled_by IS NULL))
);
CREATE INDEX media_buys_updated_at ON media_buys (tenant_id, updated_at DESC, media_buy_id DESC);
CREATE INDEX media_buys_status_updated_at ON media_buys (tenant_id, status, updated_at DESC, media_buy_id DESC);
CREATE INDEX media_buys_principal_id_updated_at
    ON media_buys (tenant_id, principal_id, updated_at DESC, media_buy_id DESC);
COMMENT ON COLUMN media_buys.budget IS 'The sum of the budgets of its packages';
COMMENT ON COLUMN media_buys.paused IS 'A hold, which the status shows once nothing else blocks the buy';
COMMENT ON COLUMN media_buys.details IS 'What the request said beyond these columns, credentials left out';
