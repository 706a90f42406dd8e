package org.buyledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.ACME;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.HashChain;
import org.buyledger.events.Recorded;
import org.buyledger.events.Topics;
import org.buyledger.events.audit.AuditEvent;
import org.junit.jupiter.api.Test;

class HandlerTest {
    private final Scenario scenario = acme();

    private Answered send(String id, String payload) {
        return scenario.sent(ACME, "nova", id, "create_media_buy", payload);
    }

    @Test
    void the_sequence_is_dense_and_every_event_is_linked_to_the_one_before() {
        send("a", createMediaBuy());
        send("b", createMediaBuy().replace("5000", "1"));
        scenario.tick(Duration.ofDays(1));

        assertChained();
        assertThat(scenario.log()).hasSizeGreaterThan(10);
    }

    private void assertChained() {
        HashChain chain = new HashChain();
        String previous = HashChain.GENESIS;
        long sequence = 0;
        for (Recorded<Event> event : scenario.log()) {
            assertThat(event.envelope().sequence()).isEqualTo(++sequence);
            assertThat(event.envelope().previousHash()).isEqualTo(previous);
            assertThat(event.envelope().hash())
                    .isEqualTo(chain.hash(event.envelope(), event.json().getBytes(StandardCharsets.UTF_8)));
            previous = event.envelope().hash();
        }
    }

    @Test
    void the_same_command_again_gets_the_same_answer_and_does_nothing() {
        Answered first = send("cmd-x", createMediaBuy());
        Answered again = send("cmd-x", createMediaBuy());

        again.then(Outcome.DUPLICATE);
        assertThat(again.events()).isEmpty();
        assertThat(again.result().replayed()).isTrue();
        assertThat(again.resultText())
                .isEqualTo(first.resultText().replace("\"accepted\"", "\"duplicate\",\"replayed\":true"));
    }

    @Test
    void so_does_one_that_was_refused() {
        Answered first = send("cmd-x", createMediaBuy().replace("5000", "1"));
        Answered again = send("cmd-x", createMediaBuy().replace("5000", "1"));

        again.then(Outcome.DUPLICATE);
        assertThat(again.result().error()).isEqualTo(first.result().error());
        assertThat(again.events()).isEmpty();
    }

    @Test
    void another_command_under_the_same_id_is_a_conflict_that_shows_nothing_of_the_first() {
        send("cmd-x", createMediaBuy());

        Answered other = send("cmd-x", createMediaBuy().replace("5000", "6000"));
        other.refused(ErrorCode.IDEMPOTENCY_CONFLICT, "ce_id");
        assertThat(other.resultText()).doesNotContain("mb_");
        scenario.sent(ACME, "orbit", "cmd-x", "create_media_buy", createMediaBuy())
                .refused(ErrorCode.IDEMPOTENCY_CONFLICT, "ce_id");
    }

    @Test
    void such_a_conflict_is_on_the_record_once_and_answered_alike_again() {
        send("cmd-x", createMediaBuy());

        Answered first = send("cmd-x", createMediaBuy().replace("5000", "6000"));
        assertThat(first.events()).hasExactlyElementsOfTypes(AuditEvent.CommandRejected.class);
        Answered again = send("cmd-x", createMediaBuy().replace("5000", "6000"));
        again.then(Outcome.DUPLICATE);
        assertThat(again.result().error()).isEqualTo(first.result().error());
        assertThat(again.events()).isEmpty();

        assertThat(send("cmd-x", createMediaBuy().replace("5000", "7000")).events())
                .hasSize(1);
        assertThat(scenario.log()).extracting(e -> e.envelope().id()).doesNotHaveDuplicates();
        send("cmd-x", createMediaBuy()).then(Outcome.DUPLICATE);
    }

    @Test
    void the_same_request_under_its_idempotency_key_gets_the_first_answer_byte_for_byte() {
        Answered first = send("a", createMediaBuy());
        String spelledOtherwise = createMediaBuy().replace("5000", "5000.00").replace("\n", "\n   ");
        Answered again = send("b", spelledOtherwise);

        again.then(Outcome.DUPLICATE);
        assertThat(again.result().commandId()).isEqualTo("b");
        assertThat(again.resultText().replaceFirst(".*?\"position\"", ""))
                .isEqualTo(first.resultText().replaceFirst(".*?\"position\"", ""));
        assertThat(again.events()).isEmpty();
    }

    @Test
    void an_answer_is_repeated_even_when_the_object_has_changed_since() {
        Answered first = send("a", createMediaBuy());
        scenario.when(
                        "manager",
                        "cancel_media_buy",
                        "{'media_buy_id': '%s', 'reason': 'x'}".formatted(first.response("/media_buy_id")))
                .then(Outcome.ACCEPTED);

        assertThat(send("b", createMediaBuy()).response("/media_buy_status")).isEqualTo("pending_creatives");
    }

    @Test
    void another_request_under_an_idempotency_key_is_a_conflict() {
        send("a", createMediaBuy());

        send("b", createMediaBuy().replace("5000", "6000")).refused(ErrorCode.IDEMPOTENCY_CONFLICT, "/idempotency_key");
    }

    @Test
    void a_key_belongs_to_a_buyer_and_an_account() {
        send("a", createMediaBuy());

        scenario.sent(ACME, "orbit", "b", "create_media_buy", createMediaBuy()).then(Outcome.ACCEPTED);
        send("c", createMediaBuy().replace("acc-1", "acc-2")).then(Outcome.ACCEPTED);
    }

    @Test
    void a_refusal_does_not_use_a_key_up() {
        send("a", createMediaBuy().replace("5000", "1")).then(Outcome.REJECTED);

        send("b", createMediaBuy()).then(Outcome.ACCEPTED);
    }

    @Test
    void ids_come_from_the_command_so_a_retry_names_the_same_object() {
        String id = send("a", createMediaBuy()).response("/media_buy_id");

        assertThat(acme().sent(ACME, "nova", "a", "create_media_buy", createMediaBuy())
                        .response("/media_buy_id"))
                .isEqualTo(id);
        assertThat(acme().sent(ACME, "nova", "b", "create_media_buy", createMediaBuy())
                        .response("/media_buy_id"))
                .isNotEqualTo(id);
    }

    @Test
    void a_refused_command_of_a_known_caller_is_on_the_record() {
        Answered refused = send("a", createMediaBuy().replace("5000", "1"));

        assertThat(refused.events()).singleElement().isInstanceOfSatisfying(AuditEvent.CommandRejected.class, event -> {
            assertThat(event.commandId()).isEqualTo("a");
            assertThat(event.error().code()).isEqualTo(ErrorCode.BUDGET_TOO_LOW);
        });
        assertThat(refused.result().position())
                .isEqualTo(scenario.log().getLast().envelope().sequence());
    }

    @Test
    void after_a_restart_all_is_known_from_the_store() {
        Answered first = send("a", createMediaBuy());
        scenario.restarted();

        send("a", createMediaBuy()).then(Outcome.DUPLICATE);
        scenario.when(
                        "nova",
                        "update_media_buy",
                        "{'idempotency_key': 'UPDATE-0000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'paused': true, 'revision': 1}"
                                .formatted(first.response("/media_buy_id")))
                .then(Outcome.ACCEPTED);
        assertChained();
    }

    @Test
    void decision_times_never_run_backwards() {
        scenario.tick(Duration.ofHours(1));
        send("a", createMediaBuy());
        scenario.tick(Duration.ofHours(-2));
        send("b", createMediaBuy().replace("KEY-0", "KEY-1"));

        List<Recorded<Event>> log = scenario.log();
        assertThat(log.getLast().at()).isEqualTo(log.get(log.size() - 2).at());
    }

    @Test
    void every_event_has_an_id_of_its_own() {
        send("a", createMediaBuy());
        send("b", createMediaBuy().replace("KEY-0", "KEY-1"));
        scenario.tick(Duration.ofDays(60));

        List<String> ids = scenario.log().stream().map(e -> e.envelope().id()).toList();
        assertThat(new HashSet<>(ids)).hasSize(ids.size());
    }

    @Test
    void an_answer_is_forgotten_once_its_command_can_no_longer_be_read_again() {
        send("a", createMediaBuy());
        long kept = scenario.store().count("command") + scenario.store().count("idempotency");

        scenario.handler().sweep(scenario.now().plus(Receipts.WINDOW).minusSeconds(1), 1_000);
        assertThat(scenario.store().count("command") + scenario.store().count("idempotency"))
                .isEqualTo(kept);
        for (int i = 0; i < 2 * kept; i++) {
            scenario.handler().sweep(scenario.now().plus(Receipts.WINDOW).plusSeconds(1), 3);
        }
        assertThat(scenario.store().count("command") + scenario.store().count("idempotency"))
                .isZero();
    }

    @Test
    void a_buy_that_would_outgrow_a_record_is_refused() {
        Answered created = send("a", createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"));
        Answered last = created;
        for (int i = 0; i < 12 && last.result().outcome() == Outcome.ACCEPTED; i++) {
            last = scenario.when(
                    "nova",
                    "update_media_buy",
                    "{'idempotency_key': 'UPDATE-00000000%02d', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'packages': [{'package_id': '%s', 'ext%d': '%s'}]}"
                            .formatted(
                                    i,
                                    created.response("/media_buy_id"),
                                    created.response("/packages/0/package_id"),
                                    i,
                                    "z".repeat(900_000)));
        }

        last.refused(ErrorCode.VALIDATION_ERROR, null);
        assertThat(scenario.written())
                .allSatisfy(record -> assertThat(record.value().length).isLessThan(Topics.LARGEST_RECORD));
    }
}
