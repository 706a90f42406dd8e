package org.buyledger.projector.workflow;

import static java.util.Objects.requireNonNull;
import static org.buyledger.migrations.jooq.Tables.CONTEXTS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.migrations.jooq.tables.records.ContextsRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** contexts: what buyers and the publisher say to each other. */
public final class Contexts implements RowProjection<ContextsRecord> {

    @Override
    public Table<ContextsRecord> table() {
        return CONTEXTS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof ContextEvent c
                ? Optional.of(RowKey.of(e.tenant(), c.contextId().value()))
                : Optional.empty();
    }

    @Override
    public boolean begins(Event event) {
        return event instanceof ContextEvent.Opened;
    }

    @Override
    public ContextsRecord project(@Nullable ContextsRecord row, Recorded<Event> e) {
        ContextsRecord context = switch ((ContextEvent) e.event()) {
            case ContextEvent.Opened o -> opened(e, o);
            case ContextEvent.MessageAppended m -> said(requireNonNull(row), e, m.text());
        };
        return context.setRevision(e.revision()).setLastActivityAt(e.at());
    }

    private static ContextsRecord opened(Recorded<Event> e, ContextEvent.Opened o) {
        Subject object = o.object() == null ? null : Subject.parse(o.object());
        return Rows.begin(CONTEXTS)
                .setTenantId(e.tenant())
                .setContextId(o.contextId().value())
                .setPrincipalId(o.principalId().value())
                .setObjectType(object == null ? null : object.kind())
                .setObjectId(object == null ? null : object.id())
                .setMessages(Payload.jsonb(List.of()))
                .setCreatedAt(e.at());
    }

    private static ContextsRecord said(ContextsRecord context, Recorded<Event> e, String text) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("at", e.at().toString());
        message.put("actor", e.envelope().actor().toString());
        message.put("text", text);
        return context.setMessages(Payload.appended(context.getMessages(), message));
    }
}
