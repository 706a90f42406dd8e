-- revision: b61d3c9e7f40   revises: 84e2b0d6c7f9   label: notes   data: projected   rebuild: campaign_notes
-- What the publisher's people write down about a media buy, for each other.
CREATE TABLE campaign_notes (
    tenant_id    text        NOT NULL,
    media_buy_id text        NOT NULL,
    note_id      text        NOT NULL,
    author       text        NOT NULL,
    body         text        NOT NULL CONSTRAINT campaign_notes_body_length CHECK (char_length(body) BETWEEN 1 AND 2000),
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, note_id),
    FOREIGN KEY (tenant_id, media_buy_id) REFERENCES media_buys
);
CREATE INDEX campaign_notes_created_at ON campaign_notes (tenant_id, created_at DESC, note_id DESC);
CREATE INDEX campaign_notes_media_buy ON campaign_notes (tenant_id, media_buy_id, created_at DESC, note_id DESC);
COMMENT ON COLUMN campaign_notes.author IS 'Who wrote it, such as user:ada';
