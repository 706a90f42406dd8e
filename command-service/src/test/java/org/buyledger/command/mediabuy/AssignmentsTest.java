package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;
import static org.buyledger.command.Scenario.creative;
import static org.buyledger.command.Scenario.syncCreatives;

import java.time.Duration;
import java.util.List;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaPackage;
import org.junit.jupiter.api.Test;

/** Which creatives serve in a package, and for how long. */
class AssignmentsTest {
    private final Scenario scenario = acme();

    AssignmentsTest() {
        scenario.when("nova", "sync_creatives", syncCreatives(creative("c1"), creative("c2")));
    }

    private Answered create(String assignments) {
        return scenario.when(
                "nova",
                "create_media_buy",
                createMediaBuy().replace("'budget'", "'creative_assignments': [%s], 'budget'".formatted(assignments)));
    }

    private static String assigned(List<MediaPackage> packages) {
        return packages.getFirst().creativeAssignments().stream()
                .map(a -> a.creativeId() + " "
                        + (a.weight() == null ? "-" : a.weight().toPlainString()))
                .toList()
                .toString();
    }

    private static List<CreativeAssignment> created(Answered answered) {
        return ((MediaBuyEvent.Created) answered.events().getFirst())
                .packages()
                .getFirst()
                .creativeAssignments();
    }

    @Test
    void placement_refs_go_before_placement_ids_and_are_placements_of_the_product() {
        String refs =
                "{'creative_id': 'c1', 'placement_ids': ['nowhere'], 'placement_refs': [{'placement_id': 'top'}]}";

        create(refs.replace("'top'", "'bottom'"))
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/creative_assignments/0/placement_refs");
        create(refs.replace("'top'", "1"))
                .refused(ErrorCode.INVALID_REQUEST, "/packages/0/creative_assignments/0/placement_refs");
        create("{'creative_id': 'c1', 'placement_ids': ['nowhere']}")
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/creative_assignments/0/placement_ids");
        assertThat(created(create(refs)).getFirst().placementIds()).containsExactly("top");
    }

    @Test
    void a_creative_that_is_uploaded_with_its_package_may_name_placements_too() {
        String uploaded = createMediaBuyWithCreative()
                .replace("'assets'", "'placement_refs': [{'placement_id': 'top'}], 'weight': 7, 'assets'");
        Answered answered = scenario.when("nova", "create_media_buy", uploaded);

        answered.then(Outcome.ACCEPTED);
        CreativeAssignment assignment = answered.events().stream()
                .filter(MediaBuyEvent.Created.class::isInstance)
                .map(MediaBuyEvent.Created.class::cast)
                .map(created ->
                        created.packages().getFirst().creativeAssignments().getFirst())
                .findFirst()
                .orElseThrow();
        assertThat(assignment.placementIds()).containsExactly("top");
        assertThat(assignment.weight()).isEqualByComparingTo("7");
    }

    @Test
    void a_weight_is_0_to_100() {
        create("{'creative_id': 'c1', 'weight': 100.5}")
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/creative_assignments/0/weight");
        create("{'creative_id': 'c1', 'weight': -1}")
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/creative_assignments/0/weight");
        create("{'creative_id': 'c1', 'weight': 0}, {'creative_id': 'c2', 'weight': 100}")
                .then(Outcome.ACCEPTED);
    }

    @Test
    void an_update_replaces_the_set_and_a_sync_adds_to_it() {
        Answered buy = create("{'creative_id': 'c1', 'weight': 60}");
        String part = buy.response("/packages/0/package_id");
        Answered added = scenario.when(
                "nova",
                "sync_creatives",
                syncCreatives(creative("c2"))
                        .replace("SYNC-0", "SYNC-1")
                        .replace(
                                "'creatives'",
                                "'assignments': [{'creative_id': 'c2', 'package_id': '%s'}], 'creatives'"
                                        .formatted(part)));
        assertThat(assigned(((MediaBuyEvent.CreativesAssigned) added.events().getLast()).packages()))
                .isEqualTo("[c1 60, c2 -]");

        Answered replaced = scenario.when(
                "nova",
                "update_media_buy",
                ("{'idempotency_key': 'UPDATE-0000000001', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s',"
                                + "'packages': [{'package_id': '%s', 'creative_assignments': [{'creative_id': 'c2'}]}]}")
                        .formatted(buy.response("/media_buy_id"), part));
        assertThat(assigned(((MediaBuyEvent.Updated) replaced.events().getLast()).packages()))
                .isEqualTo("[c2 -]");
        assertThat(replaced.response("/affected_packages/0/package_id")).isEqualTo(part);
    }

    @Test
    void creatives_are_released_when_their_buy_is_over_or_their_package_canceled() {
        String archive = "{'principal_id': 'nova', 'creative_id': 'c1'}";
        Answered buy = create("{'creative_id': 'c1'}");
        scenario.when("manager", "archive_creative", archive).refused(ErrorCode.INVALID_STATE, "/creative_id");
        scenario.tick(Duration.ofDays(2));
        scenario.when(
                        "nova",
                        "update_media_buy",
                        ("{'idempotency_key': 'UPDATE-0000000001', 'account': {'account_id': 'acc-1'},"
                                        + "'media_buy_id': '%s', 'packages': [{'package_id': '%s', 'canceled': true}]}")
                                .formatted(buy.response("/media_buy_id"), buy.response("/packages/0/package_id")))
                .then(Outcome.ACCEPTED);

        scenario.when("manager", "archive_creative", archive).then(Outcome.ACCEPTED);
    }

    @Test
    void creatives_are_released_when_their_buy_is_completed() {
        create("{'creative_id': 'c1'}");
        scenario.tick(Duration.ofDays(2));
        List<Event> end = scenario.tick(Duration.ofDays(20));

        assertThat(end).singleElement().isInstanceOf(MediaBuyEvent.Completed.class);
        scenario.when("manager", "archive_creative", "{'principal_id': 'nova', 'creative_id': 'c1'}")
                .then(Outcome.ACCEPTED);
    }

    @Test
    void a_dry_run_opens_no_step_and_leaves_its_idempotency_key_for_the_request_proper() {
        Scenario reviewed = acmeWithReview();
        Answered dry = reviewed.when(
                "nova", "create_media_buy", createMediaBuy().replace("'brand'", "'dry_run': true, 'brand'"));

        dry.then(Outcome.ACCEPTED);
        assertThat(dry.events()).isEmpty();
        assertThat(dry.response("/media_buy_status"))
                .as("as it would be once it is approved")
                .isEqualTo("pending_creatives");
        assertThat(dry.response("/confirmed_at")).isEqualTo("null");
        reviewed.when("nova", "create_media_buy", createMediaBuy()).then(Outcome.SUBMITTED);
    }
}
