package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.buyledger.command.decision.Caller;
import org.buyledger.command.decision.Context;
import org.buyledger.command.intake.CommandEnvelope;
import org.buyledger.command.ledger.Recorder.Cause;
import org.buyledger.events.tenancy.TenantId;

/**
 * A command whose sender is known.
 *
 * @param requestSha256 the hash of its payload
 * @param now when it is decided
 */
record Attempt(CommandEnvelope envelope, Caller caller, String requestSha256, Instant now) {

    TenantId tenant() {
        return envelope.tenant();
    }

    String id() {
        return envelope.id();
    }

    String type() {
        return envelope.type();
    }

    /** The key of all that is written for it. */
    byte[] key() {
        return tenant().value().getBytes(StandardCharsets.UTF_8);
    }

    Cause cause() {
        return cause(0);
    }

    /** The same where the id may have caused events before: at most {@code earlier}. */
    Cause cause(long earlier) {
        return new Cause(id(), envelope.correlationId(), caller.actor(), earlier);
    }

    Context context() {
        return new Context(tenant(), id(), caller, now, requestSha256);
    }
}
