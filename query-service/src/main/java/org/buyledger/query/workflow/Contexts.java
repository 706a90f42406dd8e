package org.buyledger.query.workflow;

import static org.buyledger.migrations.jooq.Tables.CONTEXTS;

import java.util.List;
import org.buyledger.migrations.jooq.tables.records.ContextsRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;

/** {@code /v1/contexts}: what buyers and the publisher say to each other. */
public final class Contexts {
    private static final Sort<ContextsRecord> SORT = new Sort<>(
            List.of("-last_activity_at", "last_activity_at"), List.of(CONTEXTS.LAST_ACTIVITY_AT, CONTEXTS.CONTEXT_ID));

    private final Paging paging;

    public Contexts(Paging paging) {
        this.paging = paging;
    }

    /** A page of those that the caller sees, without what was said. */
    public Answer list(ReadRequest request) {
        Filter filter = new Filter(request.parameters(), visible(request))
                .equal("object_type", CONTEXTS.OBJECT_TYPE)
                .equal("object_id", CONTEXTS.OBJECT_ID)
                .within("last_activity_at", CONTEXTS.LAST_ACTIVITY_AT);
        if (!request.caller().isPrincipal()) {
            filter.equal("principal_id", CONTEXTS.PRINCIPAL_ID);
        }
        return paging.page(request, CONTEXTS, filter, SORT).answerEach("contexts", row -> Context.of(row, null));
    }

    /** One of those that the caller sees. */
    public Answer byId(ReadRequest request) {
        ContextsRecord row = request.db()
                .selectFrom(CONTEXTS)
                .where(visible(request))
                .and(CONTEXTS.CONTEXT_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw new Problem(ProblemType.SESSION_NOT_FOUND, "There is no context '" + request.id() + "'.");
        }
        return request.unlessUnchanged(Etag.ofRevision(row.getRevision()), () -> Context.of(row, request.caller()));
    }

    private static Condition visible(ReadRequest request) {
        return request.caller().owns(CONTEXTS.TENANT_ID, CONTEXTS.PRINCIPAL_ID);
    }
}
