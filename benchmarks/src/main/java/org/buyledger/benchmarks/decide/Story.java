package org.buyledger.benchmarks.decide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.decide.Measured.Written;
import org.buyledger.command.decision.Caller;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.intake.PayloadReader;
import org.buyledger.command.intake.PayloadReader.Payload;
import org.buyledger.command.intake.PayloadReader.Read;
import org.buyledger.command.ledger.Deciders;
import org.buyledger.events.Actor;
import org.buyledger.events.Command;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.Topics;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.UserId;
import tools.jackson.databind.json.JsonMapper;

/** Decides command after command, each on what those before it have left, and keeps every one with its surroundings. */
final class Story {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Caller BUYER = new Caller(Actor.of(new PrincipalId("demo_buyer")), Role.BUYER);
    private static final Caller ADMIN = new Caller(Actor.of(new UserId("demo_admin")), Role.ADMIN);

    private final Map<String, Objects> tenants = new HashMap<>();
    private final Deciders deciders = new Deciders();
    private final HashChain chain = new HashChain();

    private Story() {}

    /** All that is to be measured, each prepared; {@code docs} is the folder of the examples. */
    static List<Measured> of(Path docs) throws IOException, Failed {
        List<Sent> sent = new ArrayList<>(new Examples(docs).story());
        sent.addAll(Large.story());
        Story story = new Story();
        List<Measured> measured = new ArrayList<>();
        for (Sent one : sent) {
            Measured done = story.play(one);
            if (!one.title().isEmpty()) {
                measured.add(done);
            }
        }
        return measured;
    }

    private Measured play(Sent sent) throws Failed {
        byte[] bytes = sent.payload().getBytes(StandardCharsets.UTF_8);
        Class<? extends Command> kind =
                Command.TYPES.find(WireTypes.PREFIX + sent.type()).orElseThrow();
        if (!(PayloadReader.payload(bytes) instanceof Payload.Intact payload)
                || !(PayloadReader.read(payload.tree(), kind) instanceof Read.Understood(Command command))) {
            throw new Failed("The example of %s cannot be read: %s".formatted(sent.type(), sent.payload()));
        }
        Objects before = tenants.getOrDefault(sent.tenant(), Objects.NONE);
        Questions questions = new Questions(before);
        Context context = new Context(new TenantId(sent.tenant()), sent.id(), caller(kind), NOW, payload.sha256());
        return switch (deciders.decide(questions, context, command)) {
            case Decision.Refused(var failure) ->
                throw new Failed("The example of %s is refused: %s".formatted(sent.type(), failure));
            case Decision.Accepted accepted -> {
                tenants.put(sent.tenant(), before.after(accepted.events()));
                yield new Measured(
                        sent.title(),
                        bytes,
                        command,
                        before,
                        context,
                        questions.asked(),
                        accepted.response(),
                        written(context, accepted.events()));
            }
        };
    }

    private static Caller caller(Class<? extends Command> kind) {
        return switch (kind.getAnnotation(SentBy.class).value()[0]) {
            case ROOT -> Caller.ROOT;
            case BUYER -> BUYER;
            case VIEWER, MANAGER, ADMIN -> ADMIN;
        };
    }

    private List<Written> written(Context context, List<Event> events) {
        List<Written> written = new ArrayList<>();
        for (Event event : events) {
            int place = written.size() + 1;
            // Its numbers are none of the story's, but of a usual size.
            EventEnvelope unsigned = new EventEnvelope(
                    context.commandId() + "." + place,
                    Event.TYPES.typeOf(event),
                    context.tenant(),
                    event.subject(),
                    1000 + place,
                    1 + place,
                    context.now(),
                    context.caller().actor(),
                    context.commandId(),
                    null,
                    HashChain.GENESIS,
                    "");
            byte[] payload = EventCodec.payload(event);
            EventEnvelope signed = unsigned.signed(chain.hash(unsigned, payload));
            written.add(new Written(
                    event,
                    unsigned,
                    record(signed, payload),
                    JsonMapper.shared().readTree(payload)));
        }
        return written;
    }

    private static ConsumerRecord<byte[], byte[]> record(EventEnvelope envelope, byte[] payload) {
        byte[] key = envelope.tenant().value().getBytes(StandardCharsets.UTF_8);
        Headers headers = EventCodec.headers(envelope);
        return new ConsumerRecord<>(
                Topics.EVENTS,
                0,
                envelope.sequence(),
                envelope.at().toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                payload.length,
                key,
                payload,
                headers,
                Optional.empty());
    }
}
