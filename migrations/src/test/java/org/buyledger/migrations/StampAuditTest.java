package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampAuditTest {
    @Test
    void what_a_stamp_adds_and_removes_is_in_the_audit_trail() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Database database = new Database(
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        "ledger",
                        2,
                        new SimpleMeterRegistry())) {
            Migrator migrator = new Migrator(database);
            List<String> two = migrator.graph().revisions().stream()
                    .limit(2)
                    .map(one -> one.id())
                    .toList();

            migrator.stamp(List.of(two.get(1)), false);
            migrator.stamp(List.of(two.get(0)), false);

            List<String> steps = database.readOnly(
                    db -> db.fetch("SELECT revision || ' ' || direction FROM migrations_audit ORDER BY id")
                            .getValues(0, String.class));
            assertThat(steps)
                    .containsExactly(two.get(0) + " stamped", two.get(1) + " stamped", two.get(1) + " unstamped");
        }
    }
}
