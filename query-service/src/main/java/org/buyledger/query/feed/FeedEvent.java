package org.buyledger.query.feed;

import java.time.Instant;
import org.buyledger.events.Actor;
import org.buyledger.events.Role;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.TokenHashes;
import org.jspecify.annotations.Nullable;

/**
 * An event of a tenant, ready to be sent.
 *
 * @param sequence the tenant's count of it
 * @param at its time; never before that of the event before it
 * @param owner the principal that sees it; null where no buyer does
 * @param forOwner as that principal sees it
 */
record FeedEvent(
        long sequence,
        Instant at,
        String type,
        String objectType,
        String objectId,
        @Nullable String owner,
        Rendered forUsers,
        Rendered forOwner) {

    static FeedEvent of(AuditLogsRecord row, @Nullable String owner) {
        String payload = TokenHashes.without(row.getPayload()).data();
        Rendered forUsers = Rendered.of(row, payload);
        return new FeedEvent(
                row.getSequence(),
                row.getOccurredAt(),
                row.getType(),
                row.getObjectType(),
                row.getObjectId(),
                owner,
                forUsers,
                owner == null ? forUsers : forOwner(row, payload, owner, forUsers));
    }

    private static Rendered forOwner(AuditLogsRecord row, String payload, String owner, Rendered forUsers) {
        String shown = BuyerEvents.payload(row.getType(), payload);
        if (!new Caller(row.getTenantId(), owner, Role.BUYER).isTold(Actor.parse(row.getActor()))) {
            return Rendered.withoutSender(row, shown);
        }
        return shown.equals(payload) ? forUsers : Rendered.of(row, shown);
    }

    boolean isVisibleTo(Caller caller) {
        return !caller.isPrincipal() || caller.id().equals(owner);
    }

    /** As somebody gets it who sees it. */
    Rendered as(Caller caller) {
        return caller.isPrincipal() ? forOwner : forUsers;
    }

    /** About how much memory it takes. */
    int bytes() {
        return 200 + forUsers.frame().length + (forOwner.equals(forUsers) ? 0 : forOwner.frame().length);
    }
}
