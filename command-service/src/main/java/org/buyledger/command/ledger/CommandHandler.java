package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.buyledger.command.decision.Caller;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.intake.CommandEnvelope;
import org.buyledger.command.intake.EnvelopeReader;
import org.buyledger.command.intake.EnvelopeReader.Read.Faulty;
import org.buyledger.command.intake.EnvelopeReader.Read.Intact;
import org.buyledger.command.intake.EnvelopeReader.Read.Undecodable;
import org.buyledger.command.intake.PayloadReader;
import org.buyledger.command.intake.PayloadReader.Payload;
import org.buyledger.command.ledger.Receipts.FirstUse;
import org.buyledger.command.ledger.Receipts.Receipt;
import org.buyledger.command.ledger.Recorder.Cause;
import org.buyledger.command.ledger.Recorder.Entry;
import org.buyledger.events.AdcpTask;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Topics;
import org.buyledger.events.audit.AuditEvent;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one command from its bytes to what has to be written: who sent it, whether it was answered before, what it is, and
 * what is decided. Knows nothing of Kafka Streams; whoever calls it writes all that it returns, and what it put into the
 * store, in one transaction.
 */
public final class CommandHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

    /** Room is left for the headers of a record. */
    private static final int LARGEST = Topics.LARGEST_RECORD - 64 * 1024;

    private static final Failure BUG = Failure.of(
            ErrorCode.INTERNAL,
            null,
            "The command could not be decided, for a reason that is ours; nothing has changed.",
            "Report it with its id; it is kept on the dead-letter topic.");

    private final Indexes indexes;
    private final EntityStore entities;
    private final Recorder recorder;
    private final Receipts receipts;
    private final Repeats repeats;
    private final Authentication authentication;
    private final Deciders deciders = new Deciders();
    private final Clock clock;

    /**
     * Works on a store, which nobody else may change meanwhile. Reads all of it where another version of the indexes kept
     * it; what that takes to bring up to date is written before anything else.
     *
     * @param rootTokenSha256 the hash of the token that registers tenants
     */
    public CommandHandler(Store store, String rootTokenSha256) {
        indexes = new Indexes(store);
        entities = new EntityStore(store);
        recorder = new Recorder(store, entities);
        receipts = new Receipts(store);
        repeats = new Repeats(receipts);
        authentication = new Authentication(entities, rootTokenSha256);
        clock = new Clock(store, entities, recorder);
    }

    /** What has to be done to the store's indexes, in words, and will be with whatever comes first; empty for nothing. */
    public Optional<String> indexesToRenew() {
        return indexes.plan();
    }

    /**
     * What came of a command.
     *
     * @param records to write, in order
     * @param type the command's type, for metrics: {@code none} where it was not understood so far
     * @param outcome what the sender is told
     */
    public record Handled(List<Outgoing> records, String type, Outcome outcome) {}

    /**
     * Handles one record of the commands topic.
     *
     * @param place topic/partition/offset of the record
     * @param time the clock's time
     */
    public Handled handle(byte @Nullable [] key, byte @Nullable [] value, Headers headers, String place, Instant time) {
        indexes.complete();
        Prepared prepared = switch (EnvelopeReader.read(key, value, headers, place)) {
            case Intact(CommandEnvelope envelope) -> authenticated(envelope, headers, place, time);
            case Faulty(String id, Failure failure) -> Prepared.unauthenticated(key, id, null, failure, time);
            case Undecodable(String id, Failure failure) ->
                Prepared.unauthenticated(key, id, null, failure, time)
                        .with(DeadLetters.record(key, value, headers, place, failure, time));
        };
        prepared.writes().forEach(Runnable::run);
        ReplyIds.copy(headers, prepared.records());
        return new Handled(prepared.records(), prepared.type(), prepared.outcome());
    }

    private Prepared authenticated(CommandEnvelope envelope, Headers headers, String place, Instant time) {
        TenantId tenant = envelope.tenant();
        byte[] key = tenant.value().getBytes(StandardCharsets.UTF_8);
        Instant now = recorder.now(tenant, time);
        return switch (authentication.check(tenant, envelope.token())) {
            case Authentication.Verdict.Unknown(Failure failure) ->
                Prepared.unauthenticated(key, envelope.id(), envelope.correlationId(), failure, now);
            case Authentication.Verdict.Known(Caller caller) -> {
                Payload payload = PayloadReader.payload(envelope.data());
                try {
                    yield prepare(new Attempt(envelope, caller, payload.sha256(), now), payload, headers, place);
                } catch (KafkaException e) {
                    throw e; // the store's or the producer's: the transaction cannot go on
                } catch (RuntimeException bug) {
                    LOG.error("The command at {} met a bug; nothing changed, and it is a dead letter now", place, bug);
                    yield Prepared.unauthenticated(key, envelope.id(), envelope.correlationId(), BUG, now)
                            .with(DeadLetters.record(key, envelope.data(), headers, place, BUG, now));
                }
            }
        };
    }

    private Prepared prepare(Attempt attempt, Payload payload, Headers headers, String place) {
        return switch (repeats.ofId(attempt)) {
            case Repeats.Verdict.Again(Receipt first) -> Prepared.result(attempt, Outcome.DUPLICATE, first.answer());
            case Repeats.Verdict.IdTaken(String name, Failure failure) ->
                refused(attempt, attempt.cause(recorder.head(attempt.tenant()).sequence()), name, failure);
            case Repeats.Verdict.Refused(Failure failure) -> refuse(attempt, failure);
            case Repeats.Verdict.Fresh() ->
                switch (payload) {
                    case Payload.Intact intact -> admit(attempt, intact);
                    case Payload.Broken(Failure failure, String hash) ->
                        refuse(attempt, failure)
                                .with(DeadLetters.record(
                                        attempt.key(),
                                        attempt.envelope().data(),
                                        headers,
                                        place,
                                        failure,
                                        attempt.now()));
                };
        };
    }

    private Prepared admit(Attempt attempt, Payload.Intact payload) {
        return switch (Admission.of(attempt, payload, isRegistered(attempt.tenant()))) {
            case Admission.Verdict.Refused(Failure failure) -> refuse(attempt, failure);
            case Admission.Verdict.Admitted(Command command) ->
                command instanceof AdcpTask task ? decideOnce(attempt, command, task) : decide(attempt, command, null);
        };
    }

    private Prepared decideOnce(Attempt attempt, Command command, AdcpTask task) {
        return switch (repeats.ofKey(attempt, task)) {
            case Repeats.Verdict.Again(Receipt first) -> Prepared.result(attempt, Outcome.DUPLICATE, first.answer());
            case Repeats.Verdict.IdTaken(String name, Failure failure) -> refuse(attempt, failure);
            case Repeats.Verdict.Refused(Failure failure) -> refuse(attempt, failure);
            case Repeats.Verdict.Fresh() -> decide(attempt, command, task);
        };
    }

    private Prepared decide(Attempt attempt, Command command, @Nullable AdcpTask task) {
        return switch (deciders.decide(entities.of(attempt.tenant()), attempt.context(), command)) {
            case Decision.Refused(Failure failure) -> refuse(attempt, failure);
            case Decision.Accepted accepted -> accept(attempt, task, accepted);
        };
    }

    private Prepared accept(Attempt attempt, @Nullable AdcpTask task, Decision.Accepted decision) {
        Entry entry = recorder.entry(attempt.tenant(), attempt.cause(), attempt.now(), decision.events());
        byte[] answer = ResultWriter.answer(entry.position(), entry.refs(), decision.response(), null);
        int largest = Math.max(entry.largest(), answer.length);
        if (largest > LARGEST) {
            return refuse(
                    attempt,
                    Failure.of(
                            ErrorCode.VALIDATION_ERROR,
                            null,
                            "With this command an object or its answer would have %d bytes, and the most is %d."
                                    .formatted(largest, LARGEST),
                            "Send less, or use several objects."));
        }
        Prepared prepared = recorded(
                        attempt, decision.outcome(), entry, attempt.envelope().id(), answer)
                .with(() -> authentication.forgetChanged(attempt.tenant(), decision.events()));
        // A dry run has used nothing up: the request proper may come under the same key.
        return task == null || entry.records().isEmpty()
                ? prepared
                : prepared.with(() -> receipts.keep(
                        attempt.tenant(),
                        attempt.caller(),
                        task,
                        new FirstUse(attempt.id(), attempt.requestSha256()),
                        attempt.now()));
    }

    /** A refusal is on the record too, once the tenant has one. */
    private Prepared refuse(Attempt attempt, Failure failure) {
        if (!isRegistered(attempt.tenant())) {
            return Prepared.result(attempt, Outcome.REJECTED, ResultWriter.refusal(failure));
        }
        return refused(attempt, attempt.cause(), attempt.id(), failure);
    }

    private Prepared refused(Attempt attempt, Cause cause, String name, Failure failure) {
        AuditEvent rejected = new AuditEvent.CommandRejected(attempt.id(), attempt.type(), failure);
        Entry entry = recorder.entry(attempt.tenant(), cause, attempt.now(), List.of(rejected));
        byte[] answer = ResultWriter.answer(entry.position(), entry.refs(), null, failure);
        return recorded(attempt, Outcome.REJECTED, entry, name, answer);
    }

    /**
     * A result with its events, and with the receipt that answers the same command when it comes again.
     *
     * @param name what the receipt is kept under
     */
    private Prepared recorded(Attempt attempt, Outcome outcome, Entry entry, String name, byte[] answer) {
        Receipt receipt =
                new Receipt(attempt.type(), attempt.caller().actor().toString(), attempt.requestSha256(), answer);
        return Prepared.result(attempt, outcome, entry.records(), answer, entry.writes())
                .with(() -> receipts.keep(attempt.tenant(), name, receipt, attempt.now()));
    }

    private boolean isRegistered(TenantId tenant) {
        return recorder.head(tenant).sequence() > 0;
    }

    /** What time has caused by now: at most {@code most} objects are looked at. */
    public List<Outgoing> tick(Instant time, int most) {
        indexes.complete();
        return clock.tick(time, most);
    }

    /** Drops expired answers among the next {@code most} entries of the store. */
    public int sweep(Instant time, int most) {
        return receipts.sweep(time, most);
    }
}
