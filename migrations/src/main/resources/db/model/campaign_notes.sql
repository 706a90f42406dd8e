CREATE TABLE campaign_notes (
    tenant_id text NOT NULL,
    media_buy_id text NOT NULL,
    note_id text NOT NULL,
    author text NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT campaign_notes_body_length CHECK (char_length(body) >= 1 AND char_length(body) <= 2000),
    CONSTRAINT campaign_notes_pkey PRIMARY KEY (tenant_id, note_id)
);
COMMENT ON COLUMN campaign_notes.author IS 'Who wrote it, such as user:ada';
ALTER TABLE campaign_notes ADD CONSTRAINT campaign_notes_tenant_id_media_buy_id_fkey FOREIGN KEY (tenant_id, media_buy_id) REFERENCES media_buys(tenant_id, media_buy_id);
CREATE INDEX campaign_notes_created_at ON campaign_notes USING btree (tenant_id, created_at DESC, note_id DESC);
CREATE INDEX campaign_notes_media_buy ON campaign_notes USING btree (tenant_id, media_buy_id, created_at DESC, note_id DESC);
ALTER TABLE campaign_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON campaign_notes USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
