package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestDatabase;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.rebuild.Phase;
import org.buyledger.projector.rebuild.Rebuild;
import org.buyledger.projector.rebuild.RebuildFailed;
import org.buyledger.projector.rebuild.Request;
import org.buyledger.projector.rebuild.RunProgress;
import org.buyledger.projector.rebuild.TestTopic;
import org.buyledger.projector.runner.DeadLetters.Choice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rebuild leaves out what the live tables lack, and nothing else. */
class ParkedRebuildTest {
    private final Database live = TestDatabase.migrated();
    private final TestTopic topic = new TestTopic(1);
    private final TestLog log = Streams.everything(new TestLog(), "acme");
    private final Breakable products = new Breakable();
    private final PartitionProjector projector = new PartitionProjector(live, products.amongAll());
    private final DeadLetters letters = new DeadLetters(live, products.amongAll());
    private final Rebuild rebuild = new Rebuild(live, topic.consumers(), products.amongAll(), new Migrator(live));

    /** The product home is parked from an event on that is discarded; then the fold is mended. */
    @BeforeEach
    void park() {
        for (int i = 0; i < 4; i++) {
            log.add("acme", new CatalogueEvent.ProductPut(Streams.product("home")));
        }
        topic.add(0, log.records());
        long first = log.records().size() - 3L;
        products.breakAt("product/home", first);
        projector.apply(log.records().subList(0, log.records().size() - 1));
        letters.discard(new Choice("acme", null, first), "ada@here", "a typing error");
        products.mend();
        projector.apply(log.records());
        assertThat(letters.list(Choice.ALL)).hasSize(4);
    }

    @AfterEach
    void close() {
        live.close();
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        Projections.all()
                .forEach(one -> rows.put(
                        one.table().getName(),
                        TestDatabase.rows(live, one.table().getName())));
        return rows;
    }

    private void execute(String statement) {
        live.transaction(sql -> sql.execute(statement));
    }

    @Test
    void all_tables_lack_the_same_events_and_what_is_parked_can_be_tried_again() throws Exception {
        Map<String, List<String>> before = rows();
        List<ProjectionDeadLettersRecord> parked = letters.list(Choice.ALL);
        execute("UPDATE products SET name = 'damaged'");

        rebuild.run(Request.all(), new RunProgress());

        assertThat(rows()).isEqualTo(before);
        assertThat(letters.list(Choice.ALL)).isEqualTo(parked);
        assertThat(letters.retry(Choice.ALL)).isEqualTo(new DeadLetters.Retried(3, List.of()));
        Map<String, List<String>> mended = rows();
        rebuild.run(Request.all().tables(List.of("products")), new RunProgress());
        assertThat(rows()).as("without the one that was discarded").isEqualTo(mended);
    }

    @Test
    void it_gives_up_when_they_are_tried_again_meanwhile() {
        RunProgress progress = new RunProgress(phase -> {
            if (phase == Phase.INDEXING) {
                letters.retry(Choice.ALL);
            }
        });

        assertThatThrownBy(() -> rebuild.run(Request.all(), progress))
                .isInstanceOf(RebuildFailed.class)
                .hasMessageContaining("parked, tried again or discarded meanwhile")
                .hasMessageContaining("The live tables are as they were; run it again");
    }

    @Test
    void an_event_that_the_live_tables_have_and_it_cannot_apply_ends_it() throws Exception {
        Map<String, List<String>> before = rows();
        products.breakAt("product/home", 1);

        assertThatThrownBy(() -> rebuild.run(Request.all(), new RunProgress()))
                .isInstanceOf(RebuildFailed.class)
                .hasMessageContaining("product/home of tenant acme) cannot be applied to products")
                .hasMessageContaining("The live tables are as they were");
        assertThat(rows()).isEqualTo(before);
        assertThat(letters.list(Choice.ALL)).hasSize(4);
    }

    @Test
    void tables_that_were_kept_come_back_unless_parked_events_were_tried_again_since() throws Exception {
        Map<String, List<String>> before = rows();
        rebuild.run(Request.all().keepOld(true), new RunProgress());
        rebuild.switchBack(new RunProgress());
        assertThat(rows()).isEqualTo(before);

        letters.retry(Choice.ALL);
        assertThatThrownBy(() -> rebuild.switchBack(new RunProgress()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("tried again or discarded since");
    }
}
