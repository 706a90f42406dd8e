package org.buyledger.command.ledger;

import java.util.Optional;
import org.buyledger.command.ledger.Receipts.FirstUse;
import org.buyledger.command.ledger.Receipts.Receipt;
import org.buyledger.events.AdcpTask;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Identifiers;

/** Tells a command that comes again, whose answer is repeated, from another that uses its id or its key. */
final class Repeats {
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 255;

    private final Receipts receipts;

    Repeats(Receipts receipts) {
        this.receipts = receipts;
    }

    /** What a command is. */
    sealed interface Verdict {
        /** It was not there before. */
        record Fresh() implements Verdict {}

        /** It was answered before. */
        record Again(Receipt first) implements Verdict {}

        /** Its id was another command's; its answer is to be kept under {@code name}. */
        record IdTaken(String name, Failure failure) implements Verdict {}

        /** Its idempotency key is none, or was another request's. */
        record Refused(Failure failure) implements Verdict {}
    }

    /** By the command's id. */
    Verdict ofId(Attempt attempt) {
        Optional<Receipt> receipt = receipts.ofCommand(attempt.tenant(), attempt.id());
        if (receipt.isEmpty()) {
            return new Verdict.Fresh();
        }
        Receipt first = receipt.get();
        boolean same = first.actor().equals(attempt.caller().actor().toString())
                && first.type().equals(attempt.type())
                && first.requestSha256().equals(attempt.requestSha256());
        return same ? new Verdict.Again(first) : idTaken(attempt);
    }

    /** Refused, and put on record, the first time; the same again gets the same answer, like any command. */
    private Verdict idTaken(Attempt attempt) {
        String name = Receipts.otherUnder(
                attempt.id(), attempt.type(), attempt.caller().actor().toString(), attempt.requestSha256());
        return receipts.ofCommand(attempt.tenant(), name)
                .<Verdict>map(Verdict.Again::new)
                .orElseGet(
                        () -> new Verdict.IdTaken(
                                name,
                                Failure.of(
                                        ErrorCode.IDEMPOTENCY_CONFLICT,
                                        "ce_id",
                                        "Another command was sent under the id " + attempt.id() + ".",
                                        "Give every command an id of its own; repeat one only to send the very same command again.")));
    }

    /** By the idempotency key of an AdCP task. */
    Verdict ofKey(Attempt attempt, AdcpTask task) {
        if (!Identifiers.isOf(task.idempotencyKey(), SHORTEST_KEY, LONGEST_KEY)) {
            return new Verdict.Refused(Failure.of(
                    ErrorCode.INVALID_REQUEST,
                    "/idempotency_key",
                    "An idempotency key is 16 to 255 of letters, digits, _ . : and -.",
                    "Give a new random one, such as a UUID."));
        }
        Optional<FirstUse> use = receipts.ofKey(attempt.tenant(), attempt.caller(), task);
        if (use.isEmpty()) {
            return new Verdict.Fresh();
        }
        Optional<Receipt> first = receipts.ofCommand(attempt.tenant(), use.get().commandId());
        return first.isPresent() && use.get().requestSha256().equals(attempt.requestSha256())
                ? new Verdict.Again(first.get())
                : new Verdict.Refused(Failure.of(
                        ErrorCode.IDEMPOTENCY_CONFLICT,
                        "/idempotency_key",
                        "Another request was made under this idempotency key.",
                        "Give every request a key of its own; repeat one only to make the very same request again."));
    }
}
