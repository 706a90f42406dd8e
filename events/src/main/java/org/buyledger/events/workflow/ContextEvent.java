package org.buyledger.events.workflow;

import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;

/** What can happen to a context. Storage format: add, never change; see docs/message-formats.md. */
public sealed interface ContextEvent extends Event {
    ContextId contextId();

    /** The buyer whose it is. */
    PrincipalId principalId();

    @Override
    default Subject subject() {
        return new Subject("context", contextId().value());
    }

    /** A buyer opened it, about an object, as {@code kind/id}, or about nothing in particular. */
    @WireName("context.opened.v1")
    record Opened(
            ContextId contextId,
            PrincipalId principalId,
            @Nullable String object) implements ContextEvent {}

    /** The buyer or the publisher, who is the event's actor, said something. */
    @WireName("context.message_appended.v1")
    record MessageAppended(ContextId contextId, PrincipalId principalId, String text) implements ContextEvent {}
}
