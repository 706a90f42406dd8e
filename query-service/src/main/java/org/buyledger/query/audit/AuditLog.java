package org.buyledger.query.audit;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.List;
import java.util.Map;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.query.auth.BearerToken;
import org.buyledger.query.feed.Downloads;
import org.buyledger.query.feed.EventTypes;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.Streaming;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.buyledger.query.position.ProjectedPositions;

/** {@code /v1/audit-log}: every event of the tenant, for its users. */
public final class AuditLog {
    private static final Sort<AuditLogsRecord> SORT =
            new Sort<>(List.of("-sequence", "sequence"), List.of(AUDIT_LOGS.SEQUENCE));

    private static final String LINES = "application/x-ndjson";

    private final Paging paging;
    private final Downloads downloads;

    public AuditLog(Paging paging, Downloads downloads) {
        this.paging = paging;
        this.downloads = downloads;
    }

    /** A page of it, or all that there is as lines of JSON. */
    public Answer list(ReadRequest request) {
        Filter filter = new Filter(
                        request.parameters(),
                        AUDIT_LOGS.TENANT_ID.eq(request.caller().tenant()))
                .equal("object_type", AUDIT_LOGS.OBJECT_TYPE)
                .equal("object_id", AUDIT_LOGS.OBJECT_ID)
                .equal("actor", AUDIT_LOGS.ACTOR)
                .equal("type", AUDIT_LOGS.TYPE, EventTypes.ALL)
                .equal("causation_id", AUDIT_LOGS.CAUSATION_ID)
                .equal("correlation_id", AUDIT_LOGS.CORRELATION_ID)
                .within("occurred_at", AUDIT_LOGS.OCCURRED_AT);
        if (request.header().apply("Accept").contains(LINES)) {
            return export(request, filter);
        }
        return paging.page(request, AUDIT_LOGS, filter, SORT).answerEach("entries", AuditEntry::of);
    }

    private Answer export(ReadRequest request, Filter filter) {
        long after = request.parameters().position("after").orElse(0);
        request.parameters().refuseOthers();
        long until = ProjectedPositions.of(request.db(), request.caller().tenant());
        AuditExport export = new AuditExport(filter.condition(), after, until);
        String token = BearerToken.sha256(request.header().apply("Authorization"));
        return new Answer(
                200,
                new Streaming(LINES, true, out -> downloads.download(request.caller(), token, out, export::write)),
                Map.of());
    }
}
