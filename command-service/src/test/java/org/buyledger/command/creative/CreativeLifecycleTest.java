package org.buyledger.command.creative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;
import static org.buyledger.command.Scenario.creative;
import static org.buyledger.command.Scenario.syncCreatives;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.command.DocumentedTransitions;
import org.buyledger.command.DocumentedTransitions.Transition;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.workflow.WorkflowEvent;
import org.junit.jupiter.api.Test;

class CreativeLifecycleTest {
    /** What can be done to a creative, with {@code c1} as its id. */
    private static final List<String> WAYS =
            List.of("send anew", "send anew, unreviewed", "approve", "reject", "suspend", "archive", "leave out");

    /** How to bring a new creative of a tenant with review into a status. */
    private static final Map<String, List<String>> TO = Map.of(
            "pending_review", List.of(),
            "approved", List.of("approve"),
            "suspended", List.of("approve", "suspend"),
            "rejected", List.of("reject"),
            "archived", List.of("approve", "archive"));

    private int syncs;

    private Answered sync(Scenario scenario, String... creatives) {
        return scenario.when(
                "nova",
                "sync_creatives",
                syncCreatives(creatives).replace("SYNC-000000000000", "SYNC-000000-%05d".formatted(++syncs)));
    }

    private static Answered publisher(Scenario scenario, String command, String more) {
        return scenario.when("manager", command, "{'principal_id': 'nova', 'creative_id': 'c1'%s}".formatted(more));
    }

    private Answered go(Scenario scenario, String way) {
        return switch (way) {
            case "approve" -> publisher(scenario, "review_creative", ", 'decision': 'approve'");
            case "reject" -> publisher(scenario, "review_creative", ", 'decision': 'reject', 'reason': 'no'");
            case "suspend" -> publisher(scenario, "suspend_creative", ", 'reason': 'its server is down'");
            case "archive" -> publisher(scenario, "archive_creative", "");
            case "leave out" ->
                scenario.when(
                        "nova",
                        "sync_creatives",
                        syncCreatives(creative("other"))
                                .replace("'creatives'", "'delete_missing': true, 'creatives'")
                                .replace("SYNC-000000000000", "SYNC-000000-%05d".formatted(++syncs)));
            case "send anew" -> sync(scenario, creative("c1").replace("a.png", syncs + ".png"));
            case "send anew, unreviewed" -> {
                scenario.given("update_tenant", "{'settings': {'approval_mode': 'auto-approve'}}");
                yield sync(scenario, creative("c1").replace("a.png", syncs + ".png"));
            }
            default -> throw new IllegalArgumentException(way);
        };
    }

    @Test
    void every_transition_that_is_documented_can_be_made_and_no_other() throws IOException {
        Set<Transition> made = new HashSet<>();
        TO.forEach((from, path) -> WAYS.forEach(way -> {
            Scenario scenario = acmeWithReview();
            sync(scenario, creative("c1"));
            path.forEach(step -> go(scenario, step).then(Outcome.ACCEPTED));
            go(scenario, way).events().stream()
                    .filter(CreativeEvent.class::isInstance)
                    .map(CreativeEvent.class::cast)
                    .filter(event -> event.creativeId().value().equals("c1"))
                    .forEach(event ->
                            made.add(new Transition(from, event.status().wire())));
        }));

        assertThat(made).isEqualTo(DocumentedTransitions.of("creative"));
    }

    @Test
    void a_suspended_creative_comes_back_when_it_is_approved_and_the_buys_that_waited_move() {
        Scenario scenario = acme();
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative()).then(Outcome.ACCEPTED);
        go(scenario, "suspend").then(Outcome.ACCEPTED);
        Answered second = scenario.when(
                "nova",
                "create_media_buy",
                createMediaBuy()
                        .replace("KEY-0", "KEY-1")
                        .replace("'budget'", "'creative_assignments': [{'creative_id': 'c1'}], 'budget'"));
        assertThat(second.response("/media_buy_status")).isEqualTo("pending_creatives");

        assertThat(go(scenario, "approve").events())
                .satisfiesExactly(
                        creative -> assertThat(creative).isInstanceOf(CreativeEvent.Approved.class),
                        buy -> assertThat(buy).isInstanceOf(MediaBuyEvent.CreativesApproved.class));
    }

    @Test
    void suspending_needs_a_reason_the_seen_revision_and_an_approved_creative() {
        Scenario scenario = acmeWithReview();
        publisher(scenario, "suspend_creative", ", 'reason': 'x'")
                .refused(ErrorCode.CREATIVE_NOT_FOUND, "/creative_id");
        sync(scenario, creative("c1"));
        go(scenario, "suspend").refused(ErrorCode.INVALID_STATE, "/creative_id");
        go(scenario, "approve");

        publisher(scenario, "suspend_creative", ", 'reason': ' '").refused(ErrorCode.VALIDATION_ERROR, "/reason");
        publisher(scenario, "suspend_creative", ", 'reason': 'x', 'revision': 1")
                .refused(ErrorCode.CONFLICT, "/revision");
        assertThat(go(scenario, "suspend").response("/status")).isEqualTo("suspended");
    }

    @Test
    void a_publisher_archives_only_what_is_decided_and_not_assigned() {
        Scenario scenario = acmeWithReview();
        publisher(scenario, "archive_creative", "").refused(ErrorCode.CREATIVE_NOT_FOUND, "/creative_id");
        sync(scenario, creative("c1"));
        go(scenario, "archive").refused(ErrorCode.INVALID_STATE, "/creative_id");
        go(scenario, "approve");
        String assigned =
                createMediaBuy().replace("'budget'", "'creative_assignments': [{'creative_id': 'c1'}], 'budget'");
        scenario.given("update_tenant", "{'settings': {'human_review_required': false}}");
        String id = scenario.when("nova", "create_media_buy", assigned).response("/media_buy_id");

        assertThat(go(scenario, "archive")
                        .refused(ErrorCode.INVALID_STATE, "/creative_id")
                        .message())
                .contains(id);
        publisher(scenario, "archive_creative", ", 'revision': 1").refused(ErrorCode.CONFLICT, "/revision");
        scenario.when("manager", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'over'}".formatted(id));
        assertThat(go(scenario, "archive").response("/status")).isEqualTo("archived");
        scenario.when("nova", "create_media_buy", assigned.replace("KEY-0", "KEY-1"))
                .refused(ErrorCode.CREATIVE_REJECTED, "/packages/0/creative_assignments/0/creative_id");
    }

    @Test
    void a_buyer_brings_an_archived_creative_back_by_sending_it_again_as_it_was() {
        Scenario scenario = acme();
        sync(scenario, creative("c1"));
        go(scenario, "archive").then(Outcome.ACCEPTED);

        Answered back = sync(scenario, creative("c1"));
        assertThat(back.response("/creatives/0/action")).isEqualTo("updated");
        assertThat(back.response("/creatives/0/status")).isEqualTo("approved");
        scenario.given("update_tenant", "{'settings': {'approval_mode': 'require-human'}}");
        go(scenario, "archive").then(Outcome.ACCEPTED);
        assertThat(sync(scenario, creative("c1")).events())
                .satisfiesExactly(
                        synced -> assertThat(((CreativeEvent) synced).status().wire())
                                .isEqualTo("pending_review"),
                        opened -> assertThat(opened).isInstanceOf(WorkflowEvent.Opened.class));
    }

    @Test
    void a_creative_that_is_approved_as_it_arrives_moves_the_buys_that_waited_for_it() {
        Scenario scenario = acmeWithReview();
        scenario.given("update_tenant", "{'settings': {'human_review_required': false}}");
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative()).then(Outcome.ACCEPTED);

        assertThat(go(scenario, "send anew, unreviewed").events())
                .last()
                .isInstanceOfSatisfying(
                        MediaBuyEvent.CreativesApproved.class,
                        moved -> assertThat(moved.status().wire()).isEqualTo("pending_start"));
    }

    @Test
    void a_creative_that_is_uploaded_with_another_buy_moves_the_buys_that_waited_for_it() {
        Scenario scenario = acmeWithReview();
        scenario.given("update_tenant", "{'settings': {'human_review_required': false}}");
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative()).then(Outcome.ACCEPTED);
        scenario.given("update_tenant", "{'settings': {'approval_mode': 'auto-approve'}}");

        assertThat(scenario.when(
                                "nova",
                                "create_media_buy",
                                createMediaBuyWithCreative()
                                        .replace("KEY-0", "KEY-1")
                                        .replace("a.png", "b.png"))
                        .events())
                .filteredOn(MediaBuyEvent.class::isInstance)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(MediaBuyEvent.CreativesApproved.class),
                        second -> assertThat(second).isInstanceOf(MediaBuyEvent.Created.class));
    }
}
