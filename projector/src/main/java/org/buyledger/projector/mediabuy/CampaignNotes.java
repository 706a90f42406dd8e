package org.buyledger.projector.mediabuy;

import static org.buyledger.migrations.jooq.Tables.CAMPAIGN_NOTES;

import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.CampaignNoteEvent;
import org.buyledger.migrations.jooq.tables.records.CampaignNotesRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** campaign_notes: what the publisher's people wrote down about media buys. */
public final class CampaignNotes implements RowProjection<CampaignNotesRecord> {

    @Override
    public Table<CampaignNotesRecord> table() {
        return CAMPAIGN_NOTES;
    }

    @Override
    public boolean appendsOnly() {
        return true;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof CampaignNoteEvent n
                ? Optional.of(RowKey.of(e.tenant(), n.noteId().value()))
                : Optional.empty();
    }

    @Override
    public CampaignNotesRecord project(@Nullable CampaignNotesRecord row, Recorded<Event> e) {
        return switch ((CampaignNoteEvent) e.event()) {
            case CampaignNoteEvent.Added a ->
                Rows.begin(CAMPAIGN_NOTES)
                        .setTenantId(e.tenant())
                        .setMediaBuyId(a.mediaBuyId().value())
                        .setNoteId(a.noteId().value())
                        .setAuthor(e.envelope().actor().toString())
                        .setBody(a.body())
                        .setCreatedAt(e.at());
        };
    }
}
