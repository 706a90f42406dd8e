package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.buyledger.command.random.Broken;
import org.buyledger.command.random.RandomSearch;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.Sha256;
import org.buyledger.events.Subject;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestLog;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What was answered at a position is answered again as of that position, whatever came since: for every kind of object and
 * list, for a user and for buyers; and the patches of a history make each of these answers of the one before.
 */
class PastTest extends ServiceTest {
    private static final int MOST_EVENTS = 120;
    private static final List<String> LISTS = List.of(
            "media-buys",
            "creatives",
            "workflow-steps",
            "contexts",
            "products",
            "performance-feedback",
            "campaign-notes",
            "media-buys?include=creatives,workflow");

    @SuppressWarnings("NullAway.Init") // made by write(), before anything else
    private Ledger ledger;

    @Override
    protected void write() {
        ledger = new Ledger(database);
    }

    /** An answer that was given when a position was the newest. */
    private record Given(String token, String path, long position, int status, String body) {}

    @Test
    void every_kind_of_event_leaves_answers_that_can_be_had_again() {
        TestLog log = new TestLog();
        Streams.everything(log, "acme");

        replay(log.records(), 1);
    }

    @Test
    void whatever_is_decided_leaves_answers_that_can_be_had_again() {
        new RandomSearch(world -> {
                    List<ConsumerRecord<byte[], byte[]>> events = world.records(Topics.EVENTS);
                    List<ConsumerRecord<byte[], byte[]>> some = events.subList(0, Math.min(MOST_EVENTS, events.size()));
                    try {
                        replay(some, 3);
                    } catch (AssertionError e) {
                        throw new Broken("what was answered is answered again", String.valueOf(e.getMessage()));
                    }
                })
                .run(Duration.ofSeconds(1));
    }

    /** Applies events one by one and asks; asks again for the past when all are applied. */
    private void replay(List<ConsumerRecord<byte[], byte[]>> events, int listsEvery) {
        ledger.empty();
        List<Given> given = new ArrayList<>();
        Set<Given> objects = new LinkedHashSet<>();
        Random random = new Random(events.size());
        for (ConsumerRecord<byte[], byte[]> event : events) {
            ledger.apply(List.of(event));
            EventEnvelope envelope = EventCodec.envelope(event);
            String tenant = envelope.tenant().value();
            letIn(tenant);
            for (String token : tokens(tenant)) {
                path(envelope.subject(), token).ifPresent(path -> {
                    give(given, ask(token, path, envelope.sequence()));
                    objects.add(new Given(token, path, 0, 0, tenant));
                });
                if (random.nextInt(listsEvery) == 0) {
                    String list = LISTS.get(random.nextInt(LISTS.size()));
                    give(
                            given,
                            ask(
                                    token,
                                    "/v1/" + list + (list.contains("?") ? "&" : "?") + "max_results=100",
                                    envelope.sequence()));
                }
            }
        }
        fixture.sql("UPDATE tenants SET deactivated_at = NULL");
        assertThat(given.stream().filter(answer -> answer.status() == 200)).hasSizeGreaterThan(40);
        given.forEach(this::askAgain);
        objects.forEach(object -> follow(object.token(), object.path()));
    }

    /** While a tenant is deactivated, nobody is answered. */
    private static void give(List<Given> given, Given answer) {
        if (answer.status() != 401) {
            given.add(answer);
        }
    }

    /** Gives a reader of our own and the buyers tokens that nothing that happens takes away for longer than one event. */
    private void letIn(String tenant) {
        database.transaction(db -> {
            db.execute("""
                    INSERT INTO users (tenant_id, user_id, email, name, role, token_sha256, revision, created_at, updated_at)
                    SELECT ?, 'reader', 'reader@example.com', 'Reader', 'viewer', ?, 1, now(), now()
                    FROM tenants WHERE tenant_id = ? ON CONFLICT DO NOTHING""", tenant, hash(tenant, "reader"), tenant);
            for (String buyer : List.of("nova", "orbit")) {
                db.execute(
                        "UPDATE principals SET token_sha256 = ? WHERE tenant_id = ? AND split_part(principal_id, '-', 1) = ?",
                        hash(tenant, buyer),
                        tenant,
                        buyer);
            }
            return null;
        });
    }

    private static String hash(String tenant, String who) {
        return Sha256.hex(Fixture.token(tenant, who));
    }

    private List<String> tokens(String tenant) {
        return database.readOnly(db -> db.fetch("""
                SELECT 'reader' FROM users WHERE tenant_id = ? AND user_id = 'reader'
                UNION SELECT split_part(principal_id, '-', 1) FROM principals
                WHERE tenant_id = ? AND split_part(principal_id, '-', 1) IN ('nova', 'orbit')""", tenant, tenant))
                .map(row -> Fixture.token(tenant, row.get(0, String.class)));
    }

    /** Where an object is read, or the one that it is a part of. */
    private static Optional<String> path(Subject subject, String token) {
        String id = subject.id();
        String last = id.substring(id.indexOf('/') + 1);
        String whose = token.endsWith("reader") ? "?principal_id=" + id.split("/", -1)[0] : "";
        return Optional.ofNullable(
                switch (subject.kind()) {
                    case "media_buy" -> "/v1/media-buys/" + id;
                    case "creative" -> "/v1/creatives/" + last + whose;
                    case "product" -> "/v1/products/" + id;
                    case "pricing_option" -> "/v1/products/" + id.split("/", -1)[0];
                    case "workflow_step" -> "/v1/workflow-steps/" + id;
                    case "context" -> "/v1/contexts/" + id;
                    case "performance_feedback" -> "/v1/performance-feedback/" + id;
                    case "campaign_note" -> "/v1/campaign-notes/" + id;
                    case "currency_limit" -> "/v1/currency-limits/" + id;
                    case "inventory_profile" -> "/v1/inventory-profiles/" + id;
                    case "principal" -> "/v1/principals/" + id;
                    case "user" -> "/v1/users/" + id;
                    case "creative_agent" -> "/v1/creative-agents/" + id;
                    case "signals_agent" -> "/v1/signals-agents/" + id;
                    case "strategy" -> "/v1/strategies/" + id;
                    case "tenant" -> "/v1/tenant";
                    case "adapter_config" -> "/v1/adapter-config";
                    case "auth_config" -> "/v1/auth-config";
                    default -> null;
                });
    }

    private Given ask(String token, String path, long position) {
        Client.Reply reply = client.get(token, path);
        String body = reply.status() == 200 ? reply.body() : "";
        return new Given(token, path, position, reply.status(), body);
    }

    private void askAgain(Given given) {
        String path = given.path() + (given.path().contains("?") ? "&" : "?") + "as_of_position=" + given.position();
        Given again = ask(given.token(), path, given.position());
        assertThat(again.status()).as("%s %s", given.token(), path).isEqualTo(given.status());
        assertThat(again.body()).as("%s %s", given.token(), path).isEqualTo(given.body());
    }

    /** Applies the patches of a history, the oldest first, and compares with what the object was after each. */
    private void follow(String token, String path) {
        String whose = path.contains("?") ? path.substring(path.indexOf('?')) : "";
        String object = path.substring(0, path.length() - whose.length());
        PatchedDocument document = new PatchedDocument();
        String page = object + "/history" + (whose.isEmpty() ? "?" : whose + "&") + "sort=sequence&max_results=3";
        while (!page.isEmpty()) {
            Client.Reply reply = client.get(token, page);
            if (reply.status() == 404 || reply.status() == 403) {
                assertThat(client.get(token, path).status()).isEqualTo(reply.status());
                return;
            }
            assertThat(reply.status()).as(page + reply.body()).isEqualTo(200);
            for (JsonNode entry : reply.json().get("history")) {
                document.apply(entry.get("changes"));
                String then = path + (whose.isEmpty() ? "?" : "&") + "as_of_position=" + entry.get("sequence");
                Client.Reply was = client.get(token, then);
                if (was.status() == 404) {
                    assertThat(document.json().isNull()).isTrue();
                } else {
                    assertThat(document.json()).as("%s %s", token, then).isEqualTo(was.json());
                }
            }
            page = reply.next();
        }
    }
}
