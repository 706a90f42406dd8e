package org.buyledger.events;

import org.buyledger.events.mediabuy.AccountRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What every mutating AdCP task carries. */
public interface AdcpTask {
    /** 16 to 255 of {@code A-Z a-z 0-9 _ . : -}; its scope is the principal and the account. AdCP 3.1.19, idempotency. */
    String idempotencyKey();

    /** The scope of the key; null for a task that AdCP gives no account. */
    @Nullable
    AccountRef account();

    /** Opaque to us: echoed in the answer, never interpreted. */
    @Nullable
    JsonNode context();
}
