package org.buyledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.buyledger.command.MapStore;
import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.junit.jupiter.api.Test;

/** A store that another version of the indexes kept, and what this one makes of it. */
class IndexesTest {

    /** Objects of every kind that an index leads to, among them what is due. */
    private static Scenario everything() {
        Scenario scenario = Scenario.acmeWithReview();
        scenario.given("update_tenant", "{'settings': {'human_review_required': true, 'approval_due_hours': 24}}");
        scenario.when("nova", "create_media_buy", Scenario.createMediaBuyWithCreative())
                .then(Outcome.SUBMITTED);
        return scenario;
    }

    private static void drop(MapStore store, Predicate<String> keys) {
        List.copyOf(store.entries().keySet()).stream().filter(keys).forEach(store::delete);
    }

    private static Map<String, String> texts(MapStore store) {
        Map<String, String> texts = new TreeMap<>();
        store.entries().forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void a_store_of_before_an_index_does_not_let_go_of_what_is_in_use() {
        Scenario scenario = Scenario.acme();
        drop(scenario.store(), key -> key.startsWith("index\0DEPENDENTS\0"));
        drop(scenario.store(), "indexes"::equals);

        assertThat(scenario.restarted()
                        .when("admin", "remove_currency_limit", "{'currency': 'USD'}")
                        .refused(ErrorCode.INVALID_STATE, null)
                        .message())
                .contains("currency_limit/USD is in use by pricing_option/home/cpm");
    }

    @Test
    void what_is_due_in_such_a_store_happens() {
        Scenario scenario = everything();
        drop(scenario.store(), Replay::isPointer);
        drop(scenario.store(), "indexes"::equals);

        assertThat(scenario.restarted().tick(Duration.ofHours(25)))
                .as("two steps are overdue")
                .hasSize(2);
    }

    @Test
    void a_store_is_completed_to_what_it_would_be_with_all_indexes() {
        Scenario scenario = everything();
        Map<String, String> before = texts(scenario.store());
        drop(scenario.store(), Replay::isPointer);
        drop(scenario.store(), "indexes"::equals);

        new Indexes(scenario.store()).complete();

        assertThat(texts(scenario.store())).isEqualTo(before);
    }

    @Test
    void what_another_version_wrote_and_does_not_hold_is_dropped() {
        Scenario scenario = everything();
        Map<String, String> before = texts(scenario.store());
        byte[] nothing = {};
        scenario.store().put("index\0OF_A_NEWER_VERSION\0acme\0a\0b", nothing);
        scenario.store().put("index\0CREATIVES_BY_PRINCIPAL\0acme\0nova\0nova/archived-meanwhile", nothing);
        scenario.store().put("due\0000001790000000\0acme\0mb_of_an_older_version", nothing);
        scenario.store().put("indexes", "99".getBytes(StandardCharsets.UTF_8));

        new Indexes(scenario.store()).complete();

        assertThat(texts(scenario.store())).isEqualTo(before);
    }

    @Test
    void a_store_of_this_version_is_left_alone() {
        Scenario scenario = everything();
        drop(scenario.store(), Replay::isPointer);
        Map<String, String> before = texts(scenario.store());

        new Indexes(scenario.store()).complete();

        assertThat(texts(scenario.store())).isEqualTo(before);
    }

    @Test
    void a_new_store_has_the_version_from_its_first_command_on() {
        MapStore store = new MapStore();
        new Indexes(store).complete();

        assertThat(texts(store)).isEqualTo(Map.of("indexes", Integer.toString(Indexes.VERSION)));
    }

    @Test
    void an_object_that_cannot_be_read_is_named_and_nothing_is_decided_without_it() {
        Scenario scenario = everything();
        scenario.store().put("currency_limit\0acme\0GBP", "{'of': 'tomorrow'}".getBytes(StandardCharsets.UTF_8));
        drop(scenario.store(), "indexes"::equals);

        assertThatThrownBy(scenario::restarted)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("currency_limit/GBP of tenant acme")
                .hasMessageContaining("Start the version that wrote it");
    }

    @Test
    void everything_is_looked_at_before_anything_is_written() {
        Scenario scenario = everything();
        drop(scenario.store(), Replay::isPointer);
        drop(scenario.store(), "indexes"::equals);
        Map<String, String> before = texts(scenario.store());

        Indexes indexes = new Indexes(scenario.store());
        assertThat(texts(scenario.store())).isEqualTo(before);
        assertThat(indexes.plan())
                .hasValue("had no version and get version %d: 17 objects read, 24 entries to add and 0 to drop"
                        .formatted(Indexes.VERSION));

        indexes.complete();
        Map<String, String> after = texts(scenario.store());
        scenario.store().delete("indexes");
        indexes.complete();
        List<String> gone = new ArrayList<>(after.keySet());
        gone.removeAll(scenario.store().entries().keySet());
        assertThat(gone).as("it is done once").containsExactly("indexes");
    }
}
