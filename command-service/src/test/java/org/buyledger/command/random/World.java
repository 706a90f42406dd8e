package org.buyledger.command.random;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.command.MapStore;
import org.buyledger.command.Scenario;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.ledger.CommandHandler;
import org.buyledger.command.ledger.Outgoing;
import org.buyledger.command.ledger.Store;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.jspecify.annotations.Nullable;

/** A command handler to which things happen, with every rule looked at after each of them. */
public final class World {
    private final MapStore entries;
    private final Store store;
    private final Invariants invariants = new Invariants();
    private final Map<Asked, CommandResult> answers = new HashMap<>();

    /** A command and whose it was taken to be: a token may be somebody else's later. */
    private record Asked(Action.Send send, String actor) {}

    private final List<Recorded<Event>> log = new ArrayList<>();
    private final List<Outgoing> written = new ArrayList<>();
    private CommandHandler handler;
    private Instant now = Scenario.NOW;

    /**
     * A world in which nothing has happened.
     *
     * @param entries what is really kept
     * @param store what the handler is given to keep it in
     */
    World(MapStore entries, Store store) {
        this.entries = entries;
        this.store = store;
        this.handler = started();
    }

    static World healthy() {
        MapStore entries = new MapStore();
        return new World(entries, entries);
    }

    private CommandHandler started() {
        return new CommandHandler(store, Sha256.hex("root"));
    }

    Instant now() {
        return now;
    }

    /** Every event so far, of all tenants. */
    List<Recorded<Event>> log() {
        return log;
    }

    Invariants invariants() {
        return invariants;
    }

    /** Every object of all tenants, under {@code kind tenant id}. */
    public Map<String, Entity> objects() {
        Map<String, Entity> objects = new HashMap<>();
        invariants.replay().objects().forEach((key, entity) -> objects.put(key.replace('\0', ' '), entity));
        return objects;
    }

    /** What was written to a topic so far, as one partition holds it. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Outgoing record : written) {
            if (record.topic().equals(topic)) {
                records.add(Scenario.consumed(record, records.size()));
            }
        }
        return records;
    }

    void happen(Action action) {
        switch (action) {
            case Action.Wait(long seconds) -> {
                now = now.plus(Duration.ofSeconds(seconds));
                take(handler.tick(now, 100));
            }
            case Action.Restart restart -> handler = started();
            case Action.Send send -> {
                List<Outgoing> first = handle(send);
                take(first);
                CommandResult answer = result(first);
                invariants.answer(send, answer, text(first), actor(first));
                Asked asked = new Asked(send, actor(first));
                sameAgain(send, answer, answers.get(asked));
                List<Outgoing> second = handle(send);
                Broken.unless(events(second).isEmpty(), "a command that comes again causes nothing", send);
                take(second);
                sameAgain(send, result(second), answer);
                answers.put(asked, answer);
            }
        }
        invariants.objects(entries);
    }

    void end() {
        invariants.whole(entries, now);
    }

    private static void sameAgain(Action.Send send, CommandResult again, @Nullable CommandResult before) {
        if (before == null || isStranger(before) || isStranger(again)) {
            return; // whoever is not known has no answer kept: the token may be known by then, or no more
        }
        boolean same = Objects.equals(again.position(), before.position())
                && again.events().equals(before.events())
                && Objects.equals(again.response(), before.response())
                && Objects.equals(again.error(), before.error());
        Broken.unless(same, "a command that comes again gets the same answer", send + " " + before + " " + again);
        Broken.unless(
                again.outcome() == Outcome.DUPLICATE || before.position() == null,
                "a command that comes again is a duplicate",
                send + " " + again);
    }

    private static boolean isStranger(CommandResult result) {
        return result.error() != null
                && (result.error().code() == ErrorCode.AUTH_INVALID
                        || result.error().code() == ErrorCode.AUTH_MISSING);
    }

    private List<Outgoing> handle(Action.Send send) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", utf8(send.id()));
        headers.add("ce_type", utf8(send.type()));
        if (send.token() != null) {
            headers.add("authorization", utf8("Bearer " + send.token()));
        }
        try {
            return handler.handle(utf8(send.tenant()), utf8(send.payload()), headers, "commands/0/0", now)
                    .records();
        } catch (RuntimeException e) {
            throw new Broken("nothing is thrown", send + " " + e);
        }
    }

    private void take(List<Outgoing> records) {
        written.addAll(records);
        for (Outgoing record : events(records)) {
            Recorded<Event> event = Scenario.decode(record);
            log.add(event);
            invariants.event(event, record.value());
        }
    }

    private static List<Outgoing> events(List<Outgoing> records) {
        return records.stream()
                .filter(record -> record.topic().equals(Topics.EVENTS))
                .toList();
    }

    private static String text(List<Outgoing> records) {
        List<Outgoing> results = records.stream()
                .filter(record -> record.topic().equals(Topics.RESULTS))
                .toList();
        Broken.unless(results.size() == 1, "a command has one result", results.size());
        return new String(results.getFirst().value(), StandardCharsets.UTF_8);
    }

    /** Whom the service took the sender for; empty for nobody. */
    private static String actor(List<Outgoing> records) {
        return Objects.requireNonNullElse(
                EventCodec.text(
                        records.stream()
                                .filter(record -> record.topic().equals(Topics.RESULTS))
                                .findFirst()
                                .orElseThrow()
                                .headers(),
                        HeaderNames.ACTOR),
                "");
    }

    private static CommandResult result(List<Outgoing> records) {
        return Json.EVENTS.readValue(text(records), CommandResult.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
