package org.buyledger.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.command.intake.PayloadReader;
import org.buyledger.command.ledger.CommandHandler;
import org.buyledger.command.ledger.Store;
import org.buyledger.events.CanonicalJson;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Role;
import org.buyledger.events.Sha256;
import org.buyledger.events.WireTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The payloads under docs/examples: one for each command. */
class ExamplesTest {
    private static final Path EXAMPLES = Page.DOCS.resolve("examples");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    static List<String> commands() throws IOException {
        return Page.of("message-formats.md").column("commands", 0);
    }

    private static String example(String command) throws IOException {
        return Files.readString(EXAMPLES.resolve(command.replaceFirst("(\\.v\\d+)?$", ".json")));
    }

    @Test
    void every_command_has_an_example_and_there_are_no_others() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Command.TYPES.names().stream()
                            .map(type ->
                                    type.substring(WireTypes.PREFIX.length()).replaceFirst("\\.v\\d+$", ".json"))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_is_read_as_its_command_and_every_field_in_it_counts(String command) throws Exception {
        byte[] bytes = example(command).getBytes(StandardCharsets.UTF_8);
        PayloadReader.Payload.Intact payload = (PayloadReader.Payload.Intact) PayloadReader.payload(bytes);
        Class<? extends Command> kind =
                Command.TYPES.find(WireTypes.PREFIX + command).orElseThrow();

        assertThat(PayloadReader.read(payload.tree(), kind))
                .isInstanceOfSatisfying(
                        PayloadReader.Read.Understood.class,
                        read -> assertThat(canonical(Json.COMMANDS.writeValueAsString(read.command())))
                                .isEqualTo(canonical(new String(bytes, StandardCharsets.UTF_8))));
    }

    private static String canonical(String json) {
        try {
            return CanonicalJson.text(Json.COMMANDS.readTree(json));
        } catch (CanonicalJson.NotCanonical e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void all_of_them_are_accepted_in_the_order_in_which_the_page_lists_them() throws IOException {
        Tenants tenants = new Tenants();
        tenants.makeDemo();
        for (String command : commands()) {
            String name = command.replaceFirst("\\.v\\d+$", "");
            String tenant = name.equals("register_tenant") ? "acme" : "demo";
            String id = Map.of(
                            "create_media_buy", "example-create",
                            "sync_creatives", "example-sync",
                            "update_media_buy", "example-update",
                            "open_context", "example-context")
                    .getOrDefault(name, name);

            if (name.equals("extend_creative_deadline")) {
                String another = example("create_media_buy")
                        .replace("example-create-0000001", "example-create-0000002")
                        .replace("asap", "2098-01-01T00:00:00Z")
                        .replace("home_banner", "newsletter")
                        .replace("\"cpm_fixed\"", "\"cpm_auction\", \"bid_price\": 9");
                assertThat(tenants.send(tenant, "example-create-2", "create_media_buy.v1", another))
                        .isEqualTo(Outcome.SUBMITTED);
            }
            assertThat(tenants.send(tenant, id, command, example(command)))
                    .as(command)
                    .isEqualTo(
                            id.equals("example-create") || id.equals("example-update")
                                    ? Outcome.SUBMITTED
                                    : Outcome.ACCEPTED);
        }
    }

    /** What command-service does, over a map, and the part of the demo tenant that the examples rest on. */
    private static final class Tenants {
        private final CommandHandler handler = new CommandHandler(new MapStore(), Sha256.hex("root"));

        void makeDemo() {
            made("register_tenant.v1", """
                    {"name": "Demo", "admin": {"user_id": "demo_admin", "email": "a@demo.example", "name": "A",
                     "token_sha256": "%s"}}""".formatted(Sha256.hex("admin")));
            made("register_principal.v1", """
                    {"principal_id": "demo_buyer", "name": "Demo Buyer", "token_sha256": "%s"}""".formatted(Sha256.hex("buyer")));
            made("set_currency_limit.v1", """
                    {"currency": "USD", "min_package_budget": 100, "max_daily_package_spend": 5000}""");
            made("put_product.v1", """
                    {"product_id": "home_banner", "name": "Home page banner", "delivery_type": "non_guaranteed",
                     "format_ids": [{"agent_url": "https://creative.adcontextprotocol.org", "id": "display_300x250"}]}""");
            made("put_pricing_option.v1", """
                    {"product_id": "home_banner", "pricing_option_id": "cpm_fixed", "pricing_model": "cpm",
                     "currency": "USD", "fixed_price": 12.50}""");
        }

        private void made(String command, String payload) {
            assertThat(send("demo", "demo-" + command, command, payload))
                    .as(command)
                    .isEqualTo(Outcome.ACCEPTED);
        }

        /** Sends a command with the token of the role that it asks for. */
        Outcome send(String tenant, String id, String command, String payload) {
            Role role = MessageFormatsTest.rolesOf(WireTypes.PREFIX + command).getFirst();
            String token = role == Role.MANAGER ? "admin" : role.wire();
            RecordHeaders headers = new RecordHeaders();
            headers.add(HeaderNames.ID, utf8(id));
            headers.add(HeaderNames.TYPE, utf8(WireTypes.PREFIX + command));
            headers.add(HeaderNames.AUTHORIZATION, utf8("Bearer " + token));
            return handler.handle(utf8(tenant), utf8(payload), headers, "place", NOW)
                    .outcome();
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final class MapStore implements Store {
        private final NavigableMap<String, byte[]> entries = new TreeMap<>();

        @Override
        public byte @Nullable [] get(String key) {
            return entries.get(key);
        }

        @Override
        public void put(String key, byte[] value) {
            entries.put(key, value);
        }

        @Override
        public void delete(String key) {
            entries.remove(key);
        }

        @Override
        public void scan(String from, String to, BiPredicate<String, byte[]> visitor) {
            for (Map.Entry<String, byte[]> entry : entries.subMap(from, to).entrySet()) {
                if (!visitor.test(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        }
    }
}
