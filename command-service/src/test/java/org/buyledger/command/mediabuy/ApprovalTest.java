package org.buyledger.command.mediabuy;

import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalTest {
    private final Scenario scenario = acme();

    private Answered created() {
        return scenario.when(
                "nova", "create_media_buy", createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"));
    }

    private Answered updated(Answered buy, String fields) {
        return scenario.when(
                "nova",
                "update_media_buy",
                "{'idempotency_key': 'UPD-000000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', %s}"
                        .formatted(
                                buy.response("/media_buy_id"),
                                fields.formatted(buy.response("/packages/0/package_id"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            update_tenant     | {'settings': {'human_review_required': true}}
            put_product       | {'product_id': 'home', 'name': 'Home', 'delivery_type': 'guaranteed', 'automatic_creation': false}
            configure_adapter | {'adapter_type': 'mock', 'manual_approval_required': true}
            """)
    void the_tenant_a_product_or_the_ad_server_makes_buys_and_changes_wait(String command, String payload) {
        Answered buy = created().then(Outcome.ACCEPTED);
        scenario.given(command, payload);

        updated(buy, "'packages': [{'package_id': '%s', 'budget': 6000}]").then(Outcome.SUBMITTED);
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative().replace("KEY-0", "KEY-1"))
                .then(Outcome.SUBMITTED);
    }

    @Test
    void without_a_cause_nothing_waits() {
        scenario.given("configure_adapter", "{'adapter_type': 'mock', 'manual_approval_required': false}");
        Answered buy = created().then(Outcome.ACCEPTED);

        updated(buy, "'packages': [{'package_id': '%s', 'budget': 6000}]").then(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"create_media_buy, SUBMITTED, ACCEPTED", "update_media_buy, ACCEPTED, SUBMITTED"})
    void the_ad_server_says_which_operations_wait(String operation, Outcome creation, Outcome change) {
        Answered buy = created();
        scenario.given(
                "configure_adapter",
                "{'adapter_type': 'mock', 'manual_approval_required': true, 'manual_approval_operations': ['%s']}"
                        .formatted(operation));

        updated(buy, "'packages': [{'package_id': '%s', 'budget': 6000}]").then(change);
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative().replace("KEY-0", "KEY-1"))
                .then(creation);
    }

    @Test
    void routine_changes_do_not_wait_for_the_ad_server_either() {
        Answered buy = created();
        scenario.given("configure_adapter", "{'adapter_type': 'mock', 'manual_approval_required': true}");

        updated(buy, "'paused': true").then(Outcome.ACCEPTED);
    }
}
