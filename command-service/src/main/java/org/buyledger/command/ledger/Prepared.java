package org.buyledger.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Failure;
import org.jspecify.annotations.Nullable;

/**
 * All that comes of a command, worked out and turned into bytes before anything of it is done.
 *
 * @param records to write, in order
 * @param type the command's type; {@code none} where it was not understood so far
 * @param outcome what the sender is told
 * @param writes put it into the store
 */
record Prepared(List<Outgoing> records, String type, Outcome outcome, List<Runnable> writes) {

    /** A result after its events. */
    static Prepared result(
            Attempt attempt, Outcome outcome, List<Outgoing> events, byte[] answer, List<Runnable> writes) {
        List<Outgoing> records = new ArrayList<>(events);
        records.add(ResultWriter.record(
                attempt.key(),
                attempt.id(),
                attempt.envelope().correlationId(),
                attempt.caller().actor(),
                ResultWriter.value(attempt.id(), outcome, answer),
                attempt.now()));
        return new Prepared(records, attempt.type(), outcome, writes);
    }

    /** A result with nothing on any record. */
    static Prepared result(Attempt attempt, Outcome outcome, byte[] answer) {
        return result(attempt, outcome, List.of(), answer, List.of());
    }

    /** A result for whoever sent the command, known or not. */
    static Prepared unauthenticated(
            byte @Nullable [] key, String commandId, @Nullable String correlationId, Failure failure, Instant now) {
        byte[] value = ResultWriter.value(commandId, Outcome.REJECTED, ResultWriter.refusal(failure));
        return new Prepared(
                List.of(ResultWriter.record(key, commandId, correlationId, null, value, now)),
                "none",
                Outcome.REJECTED,
                List.of());
    }

    Prepared with(Outgoing record) {
        List<Outgoing> more = new ArrayList<>(records);
        more.add(record);
        return new Prepared(more, type, outcome, writes);
    }

    Prepared with(Runnable write) {
        List<Runnable> more = new ArrayList<>(writes);
        more.add(write);
        return new Prepared(records, type, outcome, more);
    }
}
