package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.PERFORMANCE_FEEDBACK;

import java.util.List;
import org.buyledger.migrations.jooq.tables.records.PerformanceFeedbackRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;

/** {@code /v1/performance-feedback}: how buyers say that their media buys perform. */
public final class PerformanceFeedback {
    /** Feedback is given once and never changes. */
    private static final Etag FOR_EVER = Etag.ofRevision(1);

    private static final Sort<PerformanceFeedbackRecord> SORT = new Sort<>(
            List.of("-created_at", "created_at"),
            List.of(PERFORMANCE_FEEDBACK.CREATED_AT, PERFORMANCE_FEEDBACK.FEEDBACK_ID));

    private final Paging paging;

    public PerformanceFeedback(Paging paging) {
        this.paging = paging;
    }

    /** A page of what the caller sees. */
    public Answer list(ReadRequest request) {
        Filter filter = new Filter(request.parameters(), visible(request))
                .equal("media_buy_id", PERFORMANCE_FEEDBACK.MEDIA_BUY_ID)
                .within("created_at", PERFORMANCE_FEEDBACK.CREATED_AT);
        if (!request.caller().isPrincipal()) {
            filter.equal("principal_id", PERFORMANCE_FEEDBACK.PRINCIPAL_ID);
        }
        return paging.page(request, PERFORMANCE_FEEDBACK, filter, SORT)
                .answerEach("performance_feedback", Feedback::of);
    }

    /** One of those that the caller sees. */
    public Answer byId(ReadRequest request) {
        PerformanceFeedbackRecord row = request.db()
                .selectFrom(PERFORMANCE_FEEDBACK)
                .where(visible(request))
                .and(PERFORMANCE_FEEDBACK.FEEDBACK_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw new Problem(
                    ProblemType.REFERENCE_NOT_FOUND, "There is no performance feedback '" + request.id() + "'.");
        }
        return request.unlessUnchanged(FOR_EVER, () -> Feedback.of(row));
    }

    private static Condition visible(ReadRequest request) {
        return request.caller().owns(PERFORMANCE_FEEDBACK.TENANT_ID, PERFORMANCE_FEEDBACK.PRINCIPAL_ID);
    }
}
