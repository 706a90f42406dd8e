package org.buyledger.query.audit;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.List;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Historical;
import org.buyledger.events.Role;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Page;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;

/** {@code /v1/audit-log}: every event of the tenant, for its users. */
public final class AuditLog {
    private static final Sort<AuditLogsRecord> SORT =
            new Sort<>(List.of("-sequence", "sequence"), List.of(AUDIT_LOGS.SEQUENCE));

    /** Those that are no longer written too: the log has what was. */
    private static final List<String> TYPES = Stream.concat(
                    Event.TYPES.names().stream(), Historical.TYPES.names().stream())
            .sorted()
            .toList();

    private final Paging paging;

    public AuditLog(Paging paging) {
        this.paging = paging;
    }

    /** A page of it. */
    public Answer list(ReadRequest request) {
        if (!request.caller().role().includes(Role.VIEWER)) {
            throw new Problem(ProblemType.PERMISSION_DENIED, "The audit log is for the publisher's users.")
                    .suggestion("Send a user's token; a principal sees its commands at /v1/commands/{id}.");
        }
        Filter filter = new Filter(
                        request.parameters(),
                        AUDIT_LOGS.TENANT_ID.eq(request.caller().tenant()))
                .equal("object_type", AUDIT_LOGS.OBJECT_TYPE)
                .equal("object_id", AUDIT_LOGS.OBJECT_ID)
                .equal("actor", AUDIT_LOGS.ACTOR)
                .equal("type", AUDIT_LOGS.TYPE, TYPES)
                .equal("causation_id", AUDIT_LOGS.CAUSATION_ID)
                .equal("correlation_id", AUDIT_LOGS.CORRELATION_ID)
                .within("occurred_at", AUDIT_LOGS.OCCURRED_AT);
        Page<AuditLogsRecord> page = paging.page(request, AUDIT_LOGS, filter, SORT);
        return page.answer("entries", page.rows().stream().map(AuditEntry::of).toList());
    }
}
