package org.buyledger.events.mediabuy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of a buy or package before its time. AdCP 3.1.19, core/package.json.
 *
 * @param canceledAt when
 * @param canceledBy which side
 * @param reason why, null where the buyer gave none
 */
public record Cancellation(
        Instant canceledAt, Party canceledBy, @Nullable String reason) {}
