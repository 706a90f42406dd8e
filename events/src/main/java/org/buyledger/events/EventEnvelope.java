package org.buyledger.events;

import java.time.Instant;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event beside its payload. See docs/message-formats.md for the headers that carry it.
 *
 * @param id unique in the tenant: the command's id, a dot, and the place among the command's events from 1; for the refusal
 *     of a command whose id is another's, the sequence number instead of the place
 * @param type the full type name, such as {@code org.buyledger.media_buy.created.v1}
 * @param tenant whose ledger it is
 * @param subject the object that it is about
 * @param sequence the tenant's gap-free count of events, from 1
 * @param revision the object's count of events, from 1
 * @param at when it was decided, to the millisecond; never earlier than the tenant's event before it
 * @param actor who caused it
 * @param causationId the id of the command, or of the clock's tick, that caused it
 * @param correlationId what the command's sender gave to tie things together
 * @param previousHash the hash of the tenant's event before it; 64 zeros for the first
 * @param hash see {@link HashChain}
 */
public record EventEnvelope(
        String id,
        String type,
        TenantId tenant,
        Subject subject,
        long sequence,
        long revision,
        Instant at,
        Actor actor,
        String causationId,
        @Nullable String correlationId,
        String previousHash,
        String hash) {

    /** The same envelope with its hash. */
    public EventEnvelope signed(String newHash) {
        return new EventEnvelope(
                id,
                type,
                tenant,
                subject,
                sequence,
                revision,
                at,
                actor,
                causationId,
                correlationId,
                previousHash,
                newHash);
    }
}
