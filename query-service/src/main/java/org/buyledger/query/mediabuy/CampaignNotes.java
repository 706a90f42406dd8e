package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.CAMPAIGN_NOTES;

import java.util.List;
import org.buyledger.events.Role;
import org.buyledger.migrations.jooq.tables.records.CampaignNotesRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Page;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;

/** {@code /v1/campaign-notes}: what the publisher's people wrote down about media buys, for themselves alone. */
public final class CampaignNotes {
    private static final Sort<CampaignNotesRecord> SORT = new Sort<>(
            List.of("-created_at", "created_at"), List.of(CAMPAIGN_NOTES.CREATED_AT, CAMPAIGN_NOTES.NOTE_ID));

    private final Paging paging;

    public CampaignNotes(Paging paging) {
        this.paging = paging;
    }

    /** A page of them. */
    public Answer list(ReadRequest request) {
        if (!request.caller().role().includes(Role.VIEWER)) {
            throw new Problem(ProblemType.PERMISSION_DENIED, "Notes on media buys are for the publisher's users.")
                    .suggestion("Send a user's token; with a principal's, talk at /v1/contexts.");
        }
        Filter filter = new Filter(
                        request.parameters(),
                        CAMPAIGN_NOTES.TENANT_ID.eq(request.caller().tenant()))
                .equal("media_buy_id", CAMPAIGN_NOTES.MEDIA_BUY_ID)
                .within("created_at", CAMPAIGN_NOTES.CREATED_AT);
        Page<CampaignNotesRecord> page = paging.page(request, CAMPAIGN_NOTES, filter, SORT);
        return page.answer(
                "campaign_notes", page.rows().stream().map(CampaignNote::of).toList());
    }
}
