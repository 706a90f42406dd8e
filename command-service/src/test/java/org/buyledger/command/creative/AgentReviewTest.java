package org.buyledger.command.creative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.creative;
import static org.buyledger.command.Scenario.syncCreatives;

import java.util.List;
import java.util.Objects;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeReview;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;

/** Creatives of a tenant whose approval_mode is ai-powered. */
class AgentReviewTest {
    private final Scenario scenario = acme();

    AgentReviewTest() {
        settings("'approval_mode': 'ai-powered'");
    }

    private void settings(String settings) {
        scenario.given("update_tenant", "{'settings': {%s}}".formatted(settings));
    }

    private Answered sync(String image) {
        return scenario.when(
                "nova",
                "sync_creatives",
                syncCreatives(creative("c1").replace("a.png", image)).replace("SYNC-00000", image + "-00000"));
    }

    private Answered review(String more) {
        return scenario.when(
                "manager", "review_creative", "{'principal_id': 'nova', 'creative_id': 'c1', %s}".formatted(more));
    }

    @Test
    void a_creative_waits_for_the_agent_and_no_step_is_opened() {
        Answered synced = sync("a.png");

        assertThat(synced.response("/creatives/0/status")).isEqualTo("pending_review");
        assertThat(synced.events()).singleElement().isInstanceOf(CreativeEvent.Synced.class);
    }

    @Test
    void an_agent_that_is_sure_enough_decides() {
        sync("a.png");
        assertThat(review("'decision': 'approve', 'confidence': 0.9, 'recommendations': ['a larger logo']")
                        .events())
                .singleElement()
                .isInstanceOfSatisfying(CreativeEvent.Approved.class, approved -> {
                    CreativeReview review = Objects.requireNonNull(approved.review());
                    assertThat(review.reviewType()).isEqualTo(CreativeReview.Type.AI);
                    assertThat(review.confidence()).isEqualByComparingTo("0.9");
                    assertThat(review.recommendations()).containsExactly("a larger logo");
                    assertThat(review.reviewId().value()).matches("review_[0-9a-f]{16}");
                });
        sync("b.png");
        assertThat(review("'decision': 'reject', 'reason': 'misleading', 'confidence': 0.1")
                        .events())
                .singleElement()
                .isInstanceOf(CreativeEvent.Rejected.class);
    }

    @Test
    void an_agent_that_is_not_sure_leaves_it_to_a_person() {
        List<String> unsure = List.of(
                "'decision': 'approve', 'confidence': 0.89",
                "'decision': 'reject', 'reason': 'x', 'confidence': 0.11",
                "'decision': 'reject', 'reason': 'x', 'confidence': 0.95");
        for (int i = 0; i < unsure.size(); i++) {
            sync(i + ".png");
            Answered answered = review(unsure.get(i));

            assertThat(answered.response("/status")).isEqualTo("pending_review");
            assertThat(answered.events())
                    .satisfiesExactly(
                            said -> assertThat(said).isInstanceOf(CreativeEvent.Escalated.class),
                            step -> assertThat(step).isInstanceOf(WorkflowEvent.Opened.class));
        }
    }

    @Test
    void the_thresholds_are_the_tenant_s() {
        settings("'creative_auto_approve_threshold': 0.6, 'creative_auto_reject_threshold': 0.4");
        sync("a.png");
        assertThat(review("'decision': 'approve', 'confidence': 0.6").response("/status"))
                .isEqualTo("approved");
        sync("b.png");
        assertThat(review("'decision': 'reject', 'reason': 'x', 'confidence': 0.4")
                        .response("/status"))
                .isEqualTo("rejected");
    }

    @Test
    void a_sensitive_creative_goes_to_a_person_however_sure_the_agent_is() {
        sync("a.png");
        Answered answered = review("'decision': 'approve', 'confidence': 1, 'categories': ['retail', 'Political']");

        assertThat(answered.events())
                .first()
                .isInstanceOfSatisfying(
                        CreativeEvent.Escalated.class,
                        said -> assertThat(said.review().policyTriggered()).isEqualTo("Political"));
    }

    @Test
    void what_is_sensitive_is_the_tenant_s_to_say() {
        settings("'sensitive_categories': ['gambling']");
        sync("a.png");
        assertThat(review("'decision': 'approve', 'confidence': 1, 'categories': ['political']")
                        .response("/status"))
                .isEqualTo("approved");
        sync("b.png");
        assertThat(review("'decision': 'approve', 'confidence': 1, 'categories': ['gambling']")
                        .response("/status"))
                .isEqualTo("pending_review");
        settings("'sensitive_categories': []");
        sync("c.png");
        assertThat(review("'decision': 'approve', 'confidence': 1, 'categories': ['gambling']")
                        .response("/status"))
                .isEqualTo("approved");
    }

    @Test
    void a_person_closes_the_step_and_an_override_is_told() {
        sync("a.png");
        review("'decision': 'approve', 'confidence': 0.5");
        review("'decision': 'approve', 'confidence': 1").refused(ErrorCode.INVALID_STATE, "/creative_id");

        assertThat(review("'decision': 'reject', 'reason': 'not ours'").events())
                .satisfiesExactly(
                        step -> assertThat(step).isInstanceOf(WorkflowEvent.Rejected.class),
                        creative -> assertThat(creative)
                                .isInstanceOfSatisfying(CreativeEvent.Rejected.class, rejected -> {
                                    CreativeReview review = Objects.requireNonNull(rejected.review());
                                    assertThat(review.reviewType()).isEqualTo(CreativeReview.Type.HUMAN);
                                    assertThat(review.humanOverride()).isTrue();
                                }));
    }

    @Test
    void a_person_who_agrees_with_the_agent_in_the_step_overrides_nothing() {
        sync("a.png");
        Answered escalated = review("'decision': 'approve', 'confidence': 0.5");
        String step = ((WorkflowEvent) escalated.events().getLast()).stepId().value();

        assertThat(scenario.when("manager", "approve_workflow_step", "{'step_id': '%s'}".formatted(step))
                        .events())
                .last()
                .isInstanceOfSatisfying(CreativeEvent.Approved.class, approved -> {
                    CreativeReview review = Objects.requireNonNull(approved.review());
                    assertThat(review.decision()).isEqualTo(Verdict.APPROVE);
                    assertThat(review.humanOverride()).isFalse();
                });
    }

    @Test
    void a_creative_that_is_sent_anew_goes_to_the_agent_first_again() {
        sync("a.png");
        review("'decision': 'approve', 'confidence': 0.5");

        assertThat(sync("b.png").events())
                .satisfiesExactly(
                        synced -> assertThat(synced).isInstanceOf(CreativeEvent.Synced.class),
                        step -> assertThat(step).isInstanceOf(WorkflowEvent.Canceled.class));
        review("'decision': 'approve', 'confidence': 1").then(Outcome.ACCEPTED);
    }

    @Test
    void agents_review_only_where_the_tenant_has_them_do_so_and_only_what_waits() {
        sync("a.png");
        review("'decision': 'approve', 'confidence': 1.01").refused(ErrorCode.VALIDATION_ERROR, "/confidence");
        review("'decision': 'reject', 'confidence': 0").refused(ErrorCode.VALIDATION_ERROR, "/reason");
        review("'decision': 'approve', 'confidence': 1").then(Outcome.ACCEPTED);
        review("'decision': 'reject', 'reason': 'x', 'confidence': 0").refused(ErrorCode.INVALID_STATE, "/creative_id");
        settings("'approval_mode': 'require-human'");
        sync("b.png");
        review("'decision': 'approve', 'confidence': 1").refused(ErrorCode.INVALID_STATE, "/confidence");
    }

    @Test
    void thresholds_are_confidences_and_rejecting_ends_below_approving() {
        scenario.when("admin", "update_tenant", "{'settings': {'creative_auto_approve_threshold': 1.5}}")
                .refused(ErrorCode.VALIDATION_ERROR, "/settings/creative_auto_approve_threshold");
        scenario.when("admin", "update_tenant", "{'settings': {'creative_auto_reject_threshold': -1}}")
                .refused(ErrorCode.VALIDATION_ERROR, "/settings/creative_auto_reject_threshold");
        scenario.when("admin", "update_tenant", "{'settings': {'creative_auto_reject_threshold': 0.9}}")
                .refused(ErrorCode.VALIDATION_ERROR, "/settings/creative_auto_reject_threshold");
    }
}
