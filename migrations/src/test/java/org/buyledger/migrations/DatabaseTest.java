package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.buyledger.operations.Settings;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {
    private final EmbeddedPostgres postgres = start();
    private final Database database = new Database(
            new Settings(Map.of(
                    "BUYLEDGER_DB_URL", postgres.getJdbcUrl("postgres", "postgres"),
                    "BUYLEDGER_DB_USER", "postgres",
                    "BUYLEDGER_DB_SCHEMA", "ledger",
                    "BUYLEDGER_DB_POOL_SIZE", "1")),
            new Database.Limits(Duration.ofMillis(500), Duration.ofMillis(300)),
            new SimpleMeterRegistry());

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() throws IOException {
        database.close();
        postgres.close();
    }

    @Test
    void a_transaction_that_rolls_back_leaves_the_schema_chosen() {
        assertThatThrownBy(() -> database.transaction(db -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(show("search_path")).isEqualTo("ledger");
    }

    @Test
    void a_read_sees_one_snapshot_and_cannot_write() {
        assertThat(show("transaction_isolation")).isEqualTo("repeatable read");
        assertThatThrownBy(() -> database.readOnly(db -> db.execute("CREATE TABLE never (x int)")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void a_statement_that_takes_too_long_is_ended() {
        assertThatThrownBy(() -> database.readOnly(db -> db.fetch("SELECT pg_sleep(10)")))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"));
    }

    @Test
    void who_waits_too_long_for_a_connection_is_told_so() {
        assertThatThrownBy(() -> database.readOnly(db -> database.readOnly(other -> 1)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void notifications_are_heard_again_after_the_connection_broke() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        try (Listener listener = database.listen("news", heard::release)) {
            assertThat(listener).isNotNull();
            assertHeard(heard);
            tell();
            assertHeard(heard);

            database.transaction(db -> db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()"));

            assertHeard(heard); // what was told meanwhile went unheard, so it counts as told
            tell();
            assertHeard(heard);
        }
    }

    private void tell() {
        database.transaction(db -> db.execute("NOTIFY news"));
    }

    private static void assertHeard(Semaphore heard) throws InterruptedException {
        assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    private String show(String setting) {
        return database.readOnly(db -> db.fetchSingle("SHOW " + setting).get(0, String.class));
    }

    @Test
    void a_login_that_fails_is_the_same_failure_for_the_migrator() {
        Settings settings = new Settings(
                Map.of("BUYLEDGER_DB_URL", postgres.getJdbcUrl("nobody", "postgres"), "BUYLEDGER_DB_USER", "nobody"));
        try (Database stranger = new Database(
                settings,
                new Database.Limits(Duration.ofMillis(500), Duration.ofMillis(300)),
                new SimpleMeterRegistry())) {
            Migrator migrator = new Migrator(stranger);

            assertThatThrownBy(migrator::standing)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("does not answer")
                    .hasMessageContaining("nobody");
            assertThatThrownBy(() -> migrator.upgrade("head", Migrator.Upgrade.USUAL))
                    .isInstanceOf(DataAccessException.class);
        }
    }
}
