package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.CAMPAIGN_NOTES;

import java.util.List;
import org.buyledger.migrations.jooq.tables.records.CampaignNotesRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;

/** {@code /v1/campaign-notes}: what the publisher's people wrote down about media buys, for themselves alone. */
public final class CampaignNotes {
    /** A note is written once and never changes. */
    private static final Etag FOR_EVER = Etag.ofRevision(1);

    private static final Sort<CampaignNotesRecord> SORT = new Sort<>(
            List.of("-created_at", "created_at"), List.of(CAMPAIGN_NOTES.CREATED_AT, CAMPAIGN_NOTES.NOTE_ID));

    private final Paging paging;

    public CampaignNotes(Paging paging) {
        this.paging = paging;
    }

    /** A page of them. */
    public Answer list(ReadRequest request) {
        Filter filter = new Filter(
                        request.parameters(),
                        CAMPAIGN_NOTES.TENANT_ID.eq(request.caller().tenant()))
                .equal("media_buy_id", CAMPAIGN_NOTES.MEDIA_BUY_ID)
                .within("created_at", CAMPAIGN_NOTES.CREATED_AT);
        return paging.page(request, CAMPAIGN_NOTES, filter, SORT).answerEach("campaign_notes", CampaignNote::of);
    }

    /** One of them. */
    public Answer byId(ReadRequest request) {
        CampaignNotesRecord row = request.db()
                .selectFrom(CAMPAIGN_NOTES)
                .where(CAMPAIGN_NOTES.TENANT_ID.eq(request.caller().tenant()))
                .and(CAMPAIGN_NOTES.NOTE_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw new Problem(ProblemType.REFERENCE_NOT_FOUND, "There is no campaign note '" + request.id() + "'.");
        }
        return request.unlessUnchanged(FOR_EVER, () -> CampaignNote.of(row));
    }
}
