package org.buyledger.query.mediabuy;

import java.time.Instant;
import org.buyledger.migrations.jooq.tables.records.CampaignNotesRecord;

/** A note on a media buy as answers show it. */
record CampaignNote(String noteId, String mediaBuyId, String author, String body, Instant createdAt) {

    static CampaignNote of(CampaignNotesRecord row) {
        return new CampaignNote(
                row.getNoteId(), row.getMediaBuyId(), row.getAuthor(), row.getBody(), row.getCreatedAt());
    }
}
