package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import java.time.Duration;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;

class RejectMediaBuyTest {

    private static Answered reject(Scenario scenario, String id, String more) {
        return scenario.when("manager", "reject_media_buy", "{'media_buy_id': '%s'%s}".formatted(id, more));
    }

    private static String created(Scenario scenario, String payload) {
        Answered answered = scenario.when("nova", "create_media_buy", payload);
        return ((MediaBuyEvent) answered.events().stream()
                        .filter(MediaBuyEvent.class::isInstance)
                        .findFirst()
                        .orElseThrow())
                .mediaBuyId()
                .value();
    }

    @Test
    void rejecting_a_buy_that_waits_for_approval_rejects_its_step_in_the_same_decision() {
        Scenario scenario = acmeWithReview();
        String id = created(scenario, createMediaBuy());
        Answered rejected = reject(scenario, id, ", 'reason': 'sold out'");

        assertThat(rejected.response("/status")).isEqualTo("rejected");
        assertThat(rejected.events())
                .satisfiesExactly(
                        step -> assertThat(step)
                                .isInstanceOfSatisfying(
                                        WorkflowEvent.Rejected.class,
                                        s -> assertThat(s.reason()).isEqualTo("sold out")),
                        buy -> assertThat(buy).isInstanceOfSatisfying(MediaBuyEvent.Rejected.class, b -> {
                            assertThat(b.reason()).isEqualTo("sold out");
                            assertThat(b.stepId()).isNotNull();
                            assertThat(b.status()).isEqualTo(MediaBuyStatus.REJECTED);
                        }));
    }

    @Test
    void a_buy_that_waits_for_creatives_or_its_start_can_be_rejected_and_has_no_step() {
        Scenario scenario = acme();
        for (String payload :
                new String[] {createMediaBuy(), createMediaBuyWithCreative().replace("KEY-0", "KEY-1")}) {
            String id = created(scenario, payload);
            assertThat(reject(scenario, id, ", 'reason': 'sold out'").events())
                    .singleElement()
                    .isInstanceOf(MediaBuyEvent.Rejected.class);
        }
    }

    @Test
    void a_buy_that_has_begun_to_run_or_is_over_is_not_rejected() {
        Scenario scenario = acme();
        String id = created(scenario, createMediaBuyWithCreative());
        scenario.tick(Duration.ofDays(2));

        assertThat(reject(scenario, id, ", 'reason': 'late'")
                        .refused(ErrorCode.INVALID_STATE, "/media_buy_id")
                        .suggestion())
                .contains("cancel_media_buy");
        scenario.tick(Duration.ofDays(20));
        reject(scenario, id, ", 'reason': 'late'").refused(ErrorCode.INVALID_STATE, "/media_buy_id");
    }

    @Test
    void a_rejection_needs_a_reason_the_seen_revision_and_a_buy() {
        Scenario scenario = acme();
        String id = created(scenario, createMediaBuy());

        reject(scenario, id, ", 'reason': ' '").refused(ErrorCode.VALIDATION_ERROR, "/reason");
        reject(scenario, id, "").refused(ErrorCode.INVALID_REQUEST, "/reason");
        reject(scenario, id, ", 'reason': 'no', 'revision': 7").refused(ErrorCode.CONFLICT, "/revision");
        reject(scenario, "mb_none", ", 'reason': 'no'").refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
    }

    @Test
    void a_buyer_may_not_reject_a_buy() {
        Scenario scenario = acme();
        String id = created(scenario, createMediaBuy());

        scenario.when("nova", "reject_media_buy", "{'media_buy_id': '%s', 'reason': 'no'}".formatted(id))
                .refused(ErrorCode.PERMISSION_DENIED, "authorization");
    }

    @Test
    void what_is_rejected_releases_the_prices_of_its_packages() {
        Scenario scenario = acme();
        String id = created(scenario, createMediaBuyWithCreative());
        reject(scenario, id, ", 'reason': 'no'").then(Outcome.ACCEPTED);

        scenario.when("admin", "remove_pricing_option", "{'product_id': 'home', 'pricing_option_id': 'cpm'}")
                .then(Outcome.ACCEPTED);
    }
}
