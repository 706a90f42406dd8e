package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.buyledger.command.decision.Caller;
import org.buyledger.command.decision.Context;
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
import org.buyledger.events.SentBy;
import org.buyledger.events.Topics;
import org.buyledger.events.audit.AuditEvent;
import org.buyledger.events.tenancy.TenancyCommand.RegisterTenant;
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
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[A-Za-z0-9_.:-]{16,255}");

    /** Room is left for the headers of a record. */
    private static final int LARGEST = Topics.LARGEST_RECORD - 64 * 1024;

    private static final Failure BUG = Failure.of(
            ErrorCode.INTERNAL,
            null,
            "The command could not be decided, for a reason that is ours; nothing has changed.",
            "Report it with its id; it is kept on the dead-letter topic.");

    private final EntityStore entities;
    private final Recorder recorder;
    private final Receipts receipts;
    private final Authentication authentication;
    private final Deciders deciders = new Deciders();
    private final Clock clock;

    /**
     * Works on a store, which nobody else may change meanwhile.
     *
     * @param rootTokenSha256 the hash of the token that registers tenants
     */
    public CommandHandler(Store store, String rootTokenSha256) {
        entities = new EntityStore(store);
        recorder = new Recorder(store, entities);
        receipts = new Receipts(store);
        authentication = new Authentication(entities, rootTokenSha256);
        clock = new Clock(store, entities, recorder);
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
        Prepared prepared = switch (EnvelopeReader.read(key, value, headers, place)) {
            case Intact(CommandEnvelope envelope) -> prepare(envelope, headers, place, time);
            case Faulty(String id, Failure failure) -> unauthenticated(key, id, null, failure, time);
            case Undecodable(String id, Failure failure) ->
                unauthenticated(key, id, null, failure, time)
                        .with(DeadLetters.record(key, value, headers, place, failure, time));
        };
        prepared.writes().forEach(Runnable::run);
        return new Handled(prepared.records(), prepared.type(), prepared.outcome());
    }

    /** All that comes of a command, worked out and turned into bytes; {@code writes} put it into the store. */
    private record Prepared(List<Outgoing> records, String type, Outcome outcome, List<Runnable> writes) {
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

    private Prepared prepare(CommandEnvelope envelope, Headers headers, String place, Instant time) {
        TenantId tenant = envelope.tenant();
        byte[] key = bytes(tenant.value());
        Instant now = recorder.now(tenant, time);
        return switch (authentication.check(tenant, envelope.token())) {
            case Authentication.Verdict.Unknown(Failure failure) ->
                unauthenticated(key, envelope.id(), envelope.correlationId(), failure, now);
            case Authentication.Verdict.Known(Caller caller) -> {
                Payload payload = PayloadReader.payload(envelope.data());
                Attempt attempt = new Attempt(envelope, caller, payload.sha256(), now);
                try {
                    yield answeredBefore(attempt).orElseGet(() -> prepare(attempt, payload, headers, place));
                } catch (KafkaException e) {
                    throw e; // the store's or the producer's: the transaction cannot go on
                } catch (RuntimeException bug) {
                    LOG.error("The command at {} met a bug; nothing changed, and it is a dead letter now", place, bug);
                    yield unauthenticated(key, envelope.id(), envelope.correlationId(), BUG, now)
                            .with(DeadLetters.record(key, envelope.data(), headers, place, BUG, now));
                }
            }
        };
    }

    private Prepared prepare(Attempt attempt, Payload payload, Headers headers, String place) {
        return switch (payload) {
            case Payload.Intact intact -> understand(attempt, intact);
            case Payload.Broken(Failure failure, String hash) ->
                refuse(attempt, failure)
                        .with(DeadLetters.record(
                                bytes(attempt.tenant().value()),
                                attempt.envelope().data(),
                                headers,
                                place,
                                failure,
                                attempt.now()));
        };
    }

    /** An authenticated command and what is known of it. */
    private record Attempt(CommandEnvelope envelope, Caller caller, String requestSha256, Instant now) {
        TenantId tenant() {
            return envelope.tenant();
        }

        Cause cause() {
            return new Cause(envelope.id(), envelope.correlationId(), caller.actor());
        }
    }

    /** The same command again gets the same answer; another under its id is refused. */
    private Optional<Prepared> answeredBefore(Attempt attempt) {
        Optional<Receipt> receipt =
                receipts.ofCommand(attempt.tenant(), attempt.envelope().id());
        if (receipt.isEmpty()) {
            return Optional.empty();
        }
        Receipt first = receipt.get();
        boolean same = first.actor().equals(attempt.caller().actor().toString())
                && first.type().equals(attempt.envelope().type())
                && first.requestSha256().equals(attempt.requestSha256());
        return Optional.of(
                same ? result(attempt, Outcome.DUPLICATE, List.of(), first.answer()) : idUsedByAnother(attempt));
    }

    /** Refused, and recorded, the first time; the same again gets the same answer, like any command. */
    private Prepared idUsedByAnother(Attempt attempt) {
        String id = attempt.envelope().id();
        String name = Receipts.otherUnder(
                id, attempt.envelope().type(), attempt.caller().actor().toString(), attempt.requestSha256());
        Optional<Receipt> before = receipts.ofCommand(attempt.tenant(), name);
        if (before.isPresent()) {
            return result(attempt, Outcome.DUPLICATE, List.of(), before.get().answer());
        }
        Failure conflict = Failure.of(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                "ce_id",
                "Another command was sent under the id " + id + ".",
                "Give every command an id of its own; repeat one only to send the very same command again.");
        Cause cause = new Cause(
                id,
                attempt.envelope().correlationId(),
                attempt.caller().actor(),
                recorder.head(attempt.tenant()).sequence());
        return refused(attempt, cause, name, conflict);
    }

    private Prepared understand(Attempt attempt, Payload.Intact payload) {
        Optional<Class<? extends Command>> kind =
                Command.TYPES.find(attempt.envelope().type());
        if (kind.isEmpty()) {
            return refuse(attempt, unknownType(attempt.envelope().type()));
        }
        SentBy sentBy = kind.get().getAnnotation(SentBy.class);
        if (!attempt.caller().role().includes(sentBy.value())) {
            return refuse(
                    attempt,
                    Failure.of(
                            ErrorCode.PERMISSION_DENIED,
                            "authorization",
                            "%s may not send %s."
                                    .formatted(
                                            attempt.caller().actor(),
                                            attempt.envelope().type()),
                            "It needs the token of a " + sentBy.value().wire() + "."));
        }
        if (!isRegistered(attempt.tenant()) && kind.get() != RegisterTenant.class) {
            return refuse(
                    attempt,
                    Failure.of(
                            ErrorCode.REFERENCE_NOT_FOUND,
                            "key",
                            "Tenant " + attempt.tenant() + " is not registered.",
                            "Register it with register_tenant."));
        }
        return switch (PayloadReader.read(payload.tree(), kind.get())) {
            case PayloadReader.Read.Refused(Failure failure) -> refuse(attempt, failure);
            case PayloadReader.Read.Understood(Command command) -> decide(attempt, command);
        };
    }

    private Prepared decide(Attempt attempt, Command command) {
        AdcpTask task = command instanceof AdcpTask t ? t : null;
        if (task != null) {
            if (!IDEMPOTENCY_KEY.matcher(task.idempotencyKey()).matches()) {
                return refuse(
                        attempt,
                        Failure.of(
                                ErrorCode.INVALID_REQUEST,
                                "/idempotency_key",
                                "An idempotency key is 16 to 255 of letters, digits, _ . : and -.",
                                "Give a new random one, such as a UUID."));
            }
            Optional<FirstUse> use = receipts.ofKey(attempt.tenant(), attempt.caller(), task);
            if (use.isPresent()) {
                return usedBefore(attempt, use.get());
            }
        }
        Context context = new Context(
                attempt.tenant(), attempt.envelope().id(), attempt.caller(), attempt.now(), attempt.requestSha256());
        return switch (deciders.decide(entities.of(attempt.tenant()), context, command)) {
            case Decision.Refused(Failure failure) -> refuse(attempt, failure);
            case Decision.Accepted accepted -> accept(attempt, task, accepted);
        };
    }

    /** An idempotency key is used again: for the same request, whose answer is repeated, or for another. */
    private Prepared usedBefore(Attempt attempt, FirstUse use) {
        Optional<Receipt> first = receipts.ofCommand(attempt.tenant(), use.commandId());
        if (first.isPresent() && use.requestSha256().equals(attempt.requestSha256())) {
            return result(attempt, Outcome.DUPLICATE, List.of(), first.get().answer());
        }
        return refuse(
                attempt,
                Failure.of(
                        ErrorCode.IDEMPOTENCY_CONFLICT,
                        "/idempotency_key",
                        "Another request was made under this idempotency key.",
                        "Give every request a key of its own; repeat one only to make the very same request again."));
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
                        new FirstUse(attempt.envelope().id(), attempt.requestSha256()),
                        attempt.now()));
    }

    /** A refusal is on the record too, once the tenant has one. */
    private Prepared refuse(Attempt attempt, Failure failure) {
        if (!isRegistered(attempt.tenant())) {
            return result(attempt, Outcome.REJECTED, List.of(), ResultWriter.answer(null, List.of(), null, failure));
        }
        return refused(attempt, attempt.cause(), attempt.envelope().id(), failure);
    }

    private Prepared refused(Attempt attempt, Cause cause, String name, Failure failure) {
        AuditEvent rejected = new AuditEvent.CommandRejected(
                attempt.envelope().id(), attempt.envelope().type(), failure);
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
        Receipt receipt = new Receipt(
                attempt.envelope().type(), attempt.caller().actor().toString(), attempt.requestSha256(), answer);
        Prepared prepared = result(attempt, outcome, entry.records(), answer);
        return new Prepared(prepared.records(), prepared.type(), outcome, entry.writes())
                .with(() -> receipts.keep(attempt.tenant(), name, receipt, attempt.now()));
    }

    private boolean isRegistered(TenantId tenant) {
        return recorder.head(tenant).sequence() > 0;
    }

    private static Prepared result(Attempt attempt, Outcome outcome, List<Outgoing> events, byte[] answer) {
        List<Outgoing> records = new ArrayList<>(events);
        records.add(ResultWriter.record(
                bytes(attempt.tenant().value()),
                attempt.envelope().id(),
                attempt.envelope().correlationId(),
                attempt.caller().actor(),
                ResultWriter.value(attempt.envelope().id(), outcome, answer),
                attempt.now()));
        return new Prepared(records, attempt.envelope().type(), outcome, List.of());
    }

    /** A result for whoever sent the command, with nothing on any record. */
    private static Prepared unauthenticated(
            byte @Nullable [] key, String commandId, @Nullable String correlationId, Failure failure, Instant now) {
        byte[] value =
                ResultWriter.value(commandId, Outcome.REJECTED, ResultWriter.answer(null, List.of(), null, failure));
        return new Prepared(
                List.of(ResultWriter.record(key, commandId, correlationId, null, value, now)),
                "none",
                Outcome.REJECTED,
                List.of());
    }

    private static Failure unknownType(String type) {
        String near = Command.TYPES.names().stream()
                .filter(name -> name.contains(type.replaceAll(".*\\.(?=[a-z_]+(\\.v\\d+)?$)|\\.v\\d+$", "")))
                .findFirst()
                .orElse("org.buyledger.create_media_buy.v1");
        return Failure.of(
                ErrorCode.INVALID_REQUEST,
                "ce_type",
                "'" + (type.length() <= 80 ? type : type.substring(0, 80) + "...") + "' is not a type of command.",
                "Did you mean " + near + "? All types: docs/message-formats.md.");
    }

    /** What time has caused by now: at most {@code most} objects are looked at. */
    public List<Outgoing> tick(Instant time, int most) {
        return clock.tick(time, most);
    }

    /** Drops expired answers among the next {@code most} entries of the store. */
    public int sweep(Instant time, int most) {
        return receipts.sweep(time, most);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
