package org.buyledger.events.audit;

import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;

/** What the log keeps beside what happened to objects. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface AuditEvent extends Event {

    /** A command of an authenticated caller was refused. */
    @WireName("command.rejected.v1")
    record CommandRejected(String commandId, String commandType, Failure error) implements AuditEvent {
        @Override
        public Subject subject() {
            return new Subject("command", commandId);
        }
    }
}
