package org.buyledger.query.workflow;

import java.time.Instant;
import org.buyledger.migrations.jooq.tables.records.ContextsRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A context as answers show it.
 *
 * @param object what it is about
 * @param messages what was said; not in lists
 */
record Context(
        String contextId,
        String principalId,
        WorkflowStep.@Nullable Subject object,
        @Nullable JSONB messages,
        long revision,
        Instant createdAt,
        Instant lastActivityAt) {

    static Context of(ContextsRecord row, boolean withMessages) {
        return new Context(
                row.getContextId(),
                row.getPrincipalId(),
                row.getObjectType() == null ? null : new WorkflowStep.Subject(row.getObjectType(), row.getObjectId()),
                withMessages ? row.getMessages() : null,
                row.getRevision(),
                row.getCreatedAt(),
                row.getLastActivityAt());
    }
}
