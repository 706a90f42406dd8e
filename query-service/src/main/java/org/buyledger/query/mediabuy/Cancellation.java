package org.buyledger.query.mediabuy;

import java.time.Instant;
import org.buyledger.migrations.jooq.enums.Party;
import org.jspecify.annotations.Nullable;

/** How a buy or package ended before its time. */
record Cancellation(
        Instant canceledAt,
        @Nullable Party canceledBy,
        @Nullable String reason) {

    /** Null for what was not canceled. */
    static @Nullable Cancellation of(@Nullable Instant at, @Nullable Party by, @Nullable String reason) {
        return at == null ? null : new Cancellation(at, by, reason);
    }
}
