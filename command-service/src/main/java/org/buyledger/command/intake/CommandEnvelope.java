package org.buyledger.command.intake;

import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A command as it arrived, its payload not looked at yet.
 *
 * @param tenant whose ledger it is for: the record's key
 * @param id the sender's id of it
 * @param type its {@code ce_type}
 * @param correlationId what the sender gave to tie things together
 * @param token the bearer token, null when there is none
 * @param data the payload: JSON, as far as the sender says
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in passing: never compared, never changed
public record CommandEnvelope(
        TenantId tenant,
        String id,
        String type,
        @Nullable String correlationId,
        @Nullable String token,
        byte[] data) {}
