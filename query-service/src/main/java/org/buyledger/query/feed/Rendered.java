package org.buyledger.query.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.buyledger.events.Actor;
import org.buyledger.events.HashChain;
import org.buyledger.events.Json;
import org.buyledger.events.Timestamps;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import tools.jackson.core.JsonGenerator;

/**
 * An event as it is sent: a server-sent event whose data is the CloudEvent in JSON. Written once, for however many it is
 * sent to.
 *
 * @param frame all of it
 * @param from where in it the CloudEvent begins; it ends before the two line breaks at the end
 */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
record Rendered(byte[] frame, int from) {
    private static final byte[] END = {'\n', '\n'};

    /** As CloudEvents 1.0 has it (JSON event format), with the extension attributes of our Kafka headers. */
    static Rendered of(AuditLogsRecord row, String payload) {
        return write(row, payload, true);
    }

    /**
     * The same for a buyer who did not cause it: of the actor it is told the kind, and the ids of command, event and correlation,
     * which are their sender's words, are not there. Its own id is then the position, and there is no hash, which covers them.
     */
    static Rendered withoutSender(AuditLogsRecord row, String payload) {
        return write(row, payload, false);
    }

    private static Rendered write(AuditLogsRecord row, String payload, boolean withSender) {
        byte[] head = ("id: " + row.getSequence() + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(head.length + 500 + payload.length());
        frame.writeBytes(head);
        String sequence = HashChain.padded(row.getSequence());
        try (JsonGenerator json = Json.EVENTS.createGenerator(frame)) {
            json.writeStartObject()
                    .writeStringProperty("specversion", "1.0")
                    .writeStringProperty("id", withSender ? row.getEventId() : sequence)
                    .writeStringProperty("source", "/tenants/" + row.getTenantId())
                    .writeStringProperty("type", row.getType())
                    .writeStringProperty("subject", row.getObjectType() + '/' + row.getObjectId())
                    .writeStringProperty("time", Timestamps.text(row.getOccurredAt()))
                    .writeStringProperty("datacontenttype", "application/json")
                    .writeStringProperty("sequence", sequence)
                    .writeStringProperty("revision", Long.toString(row.getRevision()));
            if (withSender) {
                json.writeStringProperty("actor", row.getActor())
                        .writeStringProperty("causationid", row.getCausationId());
                if (row.getCorrelationId() != null) {
                    json.writeStringProperty("correlationid", row.getCorrelationId());
                }
                json.writeStringProperty("hash", row.getHash());
            } else {
                json.writeStringProperty("actor", Actor.parse(row.getActor()).kind());
            }
            json.writeName("data").writeRawValue(payload).writeEndObject();
        }
        frame.writeBytes(END);
        return new Rendered(frame.toByteArray(), head.length);
    }

    /** Appends the CloudEvent alone. */
    void writeJson(ByteArrayOutputStream to) {
        to.write(frame, from, frame.length - from - END.length);
    }
}
