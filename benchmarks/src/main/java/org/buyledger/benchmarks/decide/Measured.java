package org.buyledger.benchmarks.decide;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.benchmarks.decide.Questions.Question;
import org.buyledger.command.decision.Context;
import org.buyledger.events.Command;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import tools.jackson.databind.JsonNode;

/**
 * A command, and all that is needed to do each of its parts again and again.
 *
 * @param title what the results call it
 * @param payload the command as it was sent
 * @param command the same, read
 * @param objects the ledger before it
 * @param context what comes with it
 * @param questions what its decision asks the ledger
 * @param response its answer
 * @param events what it comes to
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in passing: never compared, never changed
record Measured(
        String title,
        byte[] payload,
        Command command,
        Objects objects,
        Context context,
        List<Question> questions,
        JsonNode response,
        List<Written> events) {

    /**
     * An event as it is written.
     *
     * @param event the fact
     * @param unsigned its envelope, without its hash
     * @param record the same on Kafka
     * @param tree its payload, to be written with nothing else done
     */
    record Written(Event event, EventEnvelope unsigned, ConsumerRecord<byte[], byte[]> record, JsonNode tree) {}

    List<Event> facts() {
        return events.stream().map(Written::event).toList();
    }

    /** Bytes of all payloads of its events. */
    int eventBytes() {
        return events.stream().mapToInt(e -> e.record().value().length).sum();
    }
}
