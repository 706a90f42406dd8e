package org.buyledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.buyledger.command.ledger.CommandHandler;
import org.buyledger.command.ledger.CommandHandler.Handled;
import org.buyledger.command.ledger.Outgoing;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.buyledger.events.WireTypes;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TokenHash;
import org.jspecify.annotations.Nullable;

/**
 * One tenant, acme, as a publisher would set it up, and what is sent to it. Everything goes through the handler as bytes,
 * as in the service; only Kafka is not there.
 *
 * <p>Tokens are the names of their owners: {@code admin}, {@code manager}, {@code viewer} of the publisher, {@code nova}
 * and {@code orbit} of two buyers, {@code root}. Products: {@code home} at a fixed USD 12.50 ({@code cpm}) or EUR 11
 * ({@code cpm_eur}), {@code video} by auction from USD 20 ({@code auction}), taking formats {@code banner} and {@code spot}.
 */
public final class Scenario {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final String ACME = "acme";

    private final MapStore store = new MapStore();
    private CommandHandler handler = new CommandHandler(store, Sha256.hex("root"));
    private final List<Outgoing> written = new ArrayList<>();
    private Instant now = NOW;
    private int commands;

    /** A tenant without review of buys or creatives. */
    public static Scenario acme() {
        Scenario scenario = new Scenario();
        scenario.register(ACME);
        scenario.given(
                "update_tenant", "{'settings': {'human_review_required': false, 'approval_mode': 'auto-approve'}}");
        return scenario;
    }

    /** A tenant whose publisher approves every buy and every creative. */
    public static Scenario acmeWithReview() {
        Scenario scenario = new Scenario();
        scenario.register(ACME);
        return scenario;
    }

    private void register(String tenant) {
        sent(
                        tenant,
                        "root",
                        id(),
                        "register_tenant",
                        "{'name': 'Acme', 'admin': {'user_id': 'ada', 'email': 'ada@acme.example',"
                                + "'name': 'Ada', 'token_sha256': '%s'}}".formatted(TokenHash.ofToken("admin")))
                .then(Outcome.ACCEPTED);
        user("max", "manager");
        user("vic", "viewer");
        for (String buyer : List.of("nova", "orbit")) {
            given(
                    "register_principal",
                    "{'principal_id': '%s', 'name': '%s', 'token_sha256': '%s'}"
                            .formatted(buyer, buyer, TokenHash.ofToken(buyer)));
        }
        given("set_currency_limit", "{'currency': 'USD', 'min_package_budget': 100, 'max_daily_package_spend': 1000}");
        given("set_currency_limit", "{'currency': 'EUR'}");
        product("home", "banner", "top");
        product("video", "spot", "pre_roll");
        given(
                "put_pricing_option",
                "{'product_id': 'home', 'pricing_option_id': 'cpm', 'pricing_model': 'cpm',"
                        + "'currency': 'USD', 'fixed_price': 12.5}");
        given(
                "put_pricing_option",
                "{'product_id': 'home', 'pricing_option_id': 'cpm_eur', 'pricing_model': 'cpm',"
                        + "'currency': 'EUR', 'fixed_price': 11}");
        given(
                "put_pricing_option",
                "{'product_id': 'video', 'pricing_option_id': 'auction', 'pricing_model': 'cpm',"
                        + "'currency': 'USD', 'floor_price': 20, 'min_spend_per_package': 500}");
    }

    private void user(String id, String role) {
        given(
                "put_user",
                "{'user_id': '%s', 'email': '%s@acme.example', 'name': '%s', 'role': '%s', 'token_sha256': '%s'}"
                        .formatted(id, id, id, role, TokenHash.ofToken(role)));
    }

    private void product(String id, String format, String placement) {
        given(
                "put_product",
                ("{'product_id': '%s', 'name': '%s', 'delivery_type': 'non_guaranteed',"
                                + "'format_ids': [{'agent_url': 'https://formats.example', 'id': '%s'}], 'placement_ids': ['%s']}")
                        .formatted(id, id, format, placement));
    }

    /** The payload of a buy of {@code home} for ten days from tomorrow on; fields are replaced with {@code String.replace}. */
    public static String createMediaBuy() {
        return """
                {'idempotency_key': 'KEY-0000000000000', 'account': {'account_id': 'acc-1'},
                 'brand': {'domain': 'nova.example'},
                 'start_time': '2026-11-24T00:00:00Z', 'end_time': '2026-12-04T00:00:00Z',
                 'packages': [{'product_id': 'home', 'pricing_option_id': 'cpm', 'budget': 5000}]}""";
    }

    /** The same with a creative uploaded in the package. */
    public static String createMediaBuyWithCreative() {
        return createMediaBuy().replace("'budget': 5000", "'budget': 5000, 'creatives': [" + creative("c1") + "]");
    }

    public static String creative(String id) {
        return "{'creative_id': '%s', 'name': 'Banner', 'format_id': {'agent_url': 'https://formats.example', 'id': 'banner'}, 'assets': {'image': {'asset_type': 'image', 'url': 'https://cdn.example/a.png', 'width': 300, 'height': 250}}}"
                .formatted(id);
    }

    public static String syncCreatives(String... creatives) {
        return "{'idempotency_key': 'SYNC-000000000000', 'account': {'account_id': 'acc-1'}, 'creatives': [%s]}"
                .formatted(String.join(",", creatives));
    }

    /** What an admin sets up; it has to be accepted. */
    public Scenario given(String command, String payload) {
        sent(ACME, "admin", id(), command, payload).then(Outcome.ACCEPTED);
        return this;
    }

    public Answered when(String token, String command, String payload) {
        return sent(ACME, token, id(), command, payload);
    }

    /** Sends with an id of the caller's choice, to a tenant of its choice. */
    public Answered sent(String tenant, @Nullable String token, String id, String command, String payload) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", utf8(id));
        headers.add("ce_type", utf8(WireTypes.PREFIX + command + (command.contains(".v") ? "" : ".v1")));
        if (token != null) {
            headers.add("authorization", utf8("Bearer " + token));
        }
        return raw(utf8(tenant), utf8(payload.replace('\'', '"')), headers);
    }

    /** Sends bytes. */
    public Answered raw(byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
        Handled handled = handler.handle(key, value, headers, "commands/0/" + commands, now);
        written.addAll(handled.records());
        return new Answered(handled.records());
    }

    private String id() {
        return "cmd-" + ++commands;
    }

    /** Lets time pass; what it causes is in the log after it. */
    public List<Event> tick(Duration time) {
        now = now.plus(time);
        List<Outgoing> records = handler.tick(now, 100);
        written.addAll(records);
        return records.stream().map(Scenario::decode).map(Recorded::event).toList();
    }

    /** As after a restart: all that is known is what the store holds. */
    public Scenario restarted() {
        handler = new CommandHandler(store, Sha256.hex("root"));
        return this;
    }

    public CommandHandler handler() {
        return handler;
    }

    public MapStore store() {
        return store;
    }

    public Instant now() {
        return now;
    }

    /** Every event so far, in order. */
    public List<Recorded<Event>> log() {
        return written.stream()
                .filter(record -> record.topic().equals(Topics.EVENTS))
                .map(Scenario::decode)
                .toList();
    }

    public List<Outgoing> written() {
        return written;
    }

    /** An event that is to be written, as whoever reads it will see it. */
    public static Recorded<Event> decode(Outgoing record) {
        return EventCodec.decode(consumed(record, 0));
    }

    /** A record that is to be written, as whoever consumes partition 0 gets it. */
    public static ConsumerRecord<byte[], byte[]> consumed(Outgoing record, long offset) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                Objects.requireNonNull(record.key()),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What one command was answered with. */
    public static final class Answered {
        private final List<Outgoing> records;

        private Answered(List<Outgoing> records) {
            this.records = records;
        }

        public CommandResult result() {
            List<Outgoing> results = records.stream()
                    .filter(record -> record.topic().equals(Topics.RESULTS))
                    .toList();
            assertThat(results).as("one result for each command").hasSize(1);
            return Json.EVENTS.readValue(results.getFirst().value(), CommandResult.class);
        }

        public String resultText() {
            return records.stream()
                    .filter(record -> record.topic().equals(Topics.RESULTS))
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .findFirst()
                    .orElseThrow();
        }

        public List<Event> events() {
            return records.stream()
                    .filter(record -> record.topic().equals(Topics.EVENTS))
                    .map(Scenario::decode)
                    .map(Recorded::event)
                    .toList();
        }

        public List<Outgoing> deadLetters() {
            return records.stream()
                    .filter(record -> record.topic().equals(Topics.DEAD_LETTERS))
                    .toList();
        }

        public Answered then(Outcome outcome) {
            assertThat(result().outcome()).as(resultText()).isEqualTo(outcome);
            return this;
        }

        public Failure refused(ErrorCode code, @Nullable String field) {
            then(Outcome.REJECTED);
            Failure failure = Objects.requireNonNull(result().error());
            assertThat(failure.code()).as(resultText()).isEqualTo(code);
            assertThat(failure.field()).as(resultText()).isEqualTo(field);
            assertThat(failure.message()).isNotBlank();
            assertThat(failure.suggestion()).as("a remedy").isNotBlank();
            return failure;
        }

        /** A field of the response, by its JSON pointer, as text. */
        public String response(String pointer) {
            var value = Objects.requireNonNull(result().response()).at(pointer);
            return value.isMissingNode() ? "missing" : value.isString() ? value.stringValue() : value.toString();
        }
    }
}
