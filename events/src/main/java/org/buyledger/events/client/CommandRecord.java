package org.buyledger.events.client;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.events.Command;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A command as a Java producer sends it.
 *
 * @param id unique in the tenant; the same id again is answered with the first answer
 * @param type the full type name
 * @param tenant whose ledger it is for
 * @param token the sender's bearer token, null to send without one
 * @param correlationId carried into the events, null for none
 * @param payload JSON
 */
public record CommandRecord(
        String id,
        String type,
        TenantId tenant,
        @Nullable String token,
        @Nullable String correlationId,
        String payload) {

    /** A command under a new random id. */
    public static CommandRecord of(TenantId tenant, @Nullable String token, Command command) {
        return of(UUID.randomUUID().toString(), tenant, token, command);
    }

    public static CommandRecord of(String id, TenantId tenant, @Nullable String token, Command command) {
        return new CommandRecord(
                id, Command.TYPES.typeOf(command), tenant, token, null, Json.COMMANDS.writeValueAsString(command));
    }

    /** The Kafka record, for a producer with byte serializers. */
    public ProducerRecord<byte[], byte[]> toKafka() {
        return new ProducerRecord<>(
                Topics.COMMANDS, null, EventCodec.utf8(tenant.value()), EventCodec.utf8(payload), headers());
    }

    private Headers headers() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(HeaderNames.CONTENT_TYPE, EventCodec.utf8(HeaderNames.JSON));
        headers.add(HeaderNames.SPEC_VERSION, EventCodec.utf8("1.0"));
        headers.add(HeaderNames.ID, EventCodec.utf8(id));
        headers.add(HeaderNames.TYPE, EventCodec.utf8(type));
        headers.add(HeaderNames.SOURCE, EventCodec.utf8("/clients/java"));
        headers.add(HeaderNames.TIME, EventCodec.utf8(Instant.now().toString()));
        if (correlationId != null) {
            headers.add(HeaderNames.CORRELATION_ID, EventCodec.utf8(correlationId));
        }
        if (token != null) {
            headers.add(HeaderNames.AUTHORIZATION, EventCodec.utf8("Bearer " + token));
        }
        return headers;
    }
}
