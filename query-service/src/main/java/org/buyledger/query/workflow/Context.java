package org.buyledger.query.workflow;

import java.time.Instant;
import org.buyledger.events.Json;
import org.buyledger.migrations.jooq.tables.records.ContextsRecord;
import org.buyledger.query.auth.Caller;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
    private static final String ACTOR = "actor";

    /** A context for somebody who reads what was said; for null, without. */
    static Context of(ContextsRecord row, @Nullable Caller reader) {
        return new Context(
                row.getContextId(),
                row.getPrincipalId(),
                row.getObjectType() == null ? null : new WorkflowStep.Subject(row.getObjectType(), row.getObjectId()),
                reader == null ? null : messages(row.getMessages(), reader),
                row.getRevision(),
                row.getCreatedAt(),
                row.getLastActivityAt());
    }

    private static JSONB messages(JSONB stored, Caller reader) {
        if (!reader.isPrincipal()) {
            return stored;
        }
        JsonNode messages = Json.EVENTS.readTree(stored.data());
        for (JsonNode message : messages) {
            ((ObjectNode) message).put(ACTOR, reader.told(message.path(ACTOR).stringValue(null)));
        }
        return JSONB.jsonb(messages.toString());
    }
}
