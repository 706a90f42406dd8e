package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_REVIEWS;
import static org.buyledger.migrations.jooq.Tables.MEDIA_PACKAGES;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.jooq.enums.CreativeReviewDecision;
import org.buyledger.migrations.jooq.enums.CreativeReviewOutcome;
import org.buyledger.migrations.jooq.enums.CreativeReviewType;
import org.buyledger.migrations.jooq.enums.Pacing;
import org.buyledger.migrations.jooq.tables.records.CreativeReviewsRecord;
import org.buyledger.migrations.jooq.tables.records.MediaPackagesRecord;
import org.buyledger.projector.TestDatabase;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.junit.jupiter.api.Test;

class RowCopyTest {
    private final Database database = TestDatabase.migrated();

    /** What the server has after rows were copied into a table without keys. */
    private <R extends TableRecord<R>> List<R> copied(Table<R> table, List<R> rows) {
        return database.transaction(sql -> {
            sql.execute("CREATE TEMPORARY TABLE copied (LIKE %s, place serial)".formatted(table.getName()));
            sql.connection(connection -> assertThat(new RowCopy(table, "copied").copy(connection, bytes(table, rows)))
                    .isEqualTo(rows.size()));
            return sql.fetch("SELECT * FROM copied ORDER BY place").into(table);
        });
    }

    private static MediaPackagesRecord part(BigDecimal budget, Instant start, String text) {
        return new MediaPackagesRecord()
                .setTenantId(text)
                .setMediaBuyId("mb")
                .setPackageId("")
                .setOrdinal(Integer.MIN_VALUE)
                .setProductId("\\N")
                .setPricingOptionId("a\tb\nc")
                .setBudget(budget)
                .setPacing(Pacing.asap)
                .setStartTime(start)
                .setPaused(true)
                .setDetails(JSONB.jsonb("{\"a\": [1, null, \"ü\"]}"));
    }

    private static <R extends TableRecord<R>> List<byte[]> bytes(Table<R> table, List<R> rows) {
        return rows.stream().map(new RowCodec<>(table)::encode).toList();
    }

    @Test
    void numbers_times_and_texts_of_all_kinds_come_out_as_they_went_in() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<MediaPackagesRecord> rows = new ArrayList<>();
        for (String number :
                List.of("0", "0.00", "-0.1", "1", "9999", "10000", "10000.0001", "123456789012345678901")) {
            rows.add(part(new BigDecimal(number), Instant.EPOCH, number));
        }
        for (int i = 0; i < 2_000; i++) {
            BigDecimal number = new BigDecimal(new BigInteger(1 + random.nextInt(130), random), random.nextInt(30));
            Instant time = Instant.ofEpochSecond(random.nextLong(250_000_000_000L))
                    .plus(random.nextInt(1_000_000), ChronoUnit.MICROS);
            rows.add(part(random.nextBoolean() ? number : number.negate(), time, "ü€😀".repeat(random.nextInt(5))));
        }

        List<MediaPackagesRecord> copied = copied(MEDIA_PACKAGES, rows);

        for (int i = 0; i < rows.size(); i++) {
            assertThat(copied.get(i)).as("seed %d", seed).isEqualTo(rows.get(i));
        }
    }

    @Test
    void times_before_those_that_the_driver_reads_rightly_are_written_rightly() {
        Instant early = Instant.parse("0439-12-14T13:58:06.509028Z");

        String text = database.transaction(sql -> {
            sql.execute("CREATE TEMPORARY TABLE copied (LIKE media_packages)");
            sql.connection(connection -> new RowCopy(MEDIA_PACKAGES, "copied")
                    .copy(connection, bytes(MEDIA_PACKAGES, List.of(part(BigDecimal.ONE, early, "x")))));
            return sql.fetchSingle(
                            "SELECT to_char(start_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') FROM copied")
                    .get(0, String.class);
        });

        assertThat(text).isEqualTo("0439-12-14 13:58:06.509028");
    }

    @Test
    void arrays_may_be_empty_and_hold_any_text() {
        CreativeReviewsRecord review = new CreativeReviewsRecord()
                .setTenantId("acme")
                .setReviewId("r")
                .setPrincipalId("nova")
                .setCreativeId("c")
                .setReviewType(CreativeReviewType.ai)
                .setReviewer("user:ada")
                .setDecision(CreativeReviewDecision.approve)
                .setConfidence(new BigDecimal("0.45"))
                .setCategories(new String[] {"a \"quoted\\\" one", "", "{,}", "NULL"})
                .setRecommendations(new String[0])
                .setHumanOverride(false)
                .setFinalDecision(CreativeReviewOutcome.escalated)
                .setReviewedAt(Instant.parse("2026-12-01T00:00:00.123456Z"));

        assertThat(copied(CREATIVE_REVIEWS, List.of(review))).containsExactly(review);
    }

    @Test
    void rows_larger_than_the_buffer_go_through() {
        MediaPackagesRecord large = part(BigDecimal.ONE, Instant.EPOCH, "x".repeat(3_000_000));
        MediaPackagesRecord small = part(BigDecimal.TWO, Instant.EPOCH, "y");

        assertThat(copied(MEDIA_PACKAGES, List.of(small, large, small))).containsExactly(small, large, small);
    }

    @Test
    void what_fails_in_the_middle_leaves_the_connection_usable() throws SQLException {
        try (Connection connection = TestDatabase.connection(database.schema())) {
            connection.setAutoCommit(false);
            List<byte[]> rows =
                    new ArrayList<>(bytes(MEDIA_PACKAGES, List.of(part(BigDecimal.ONE, Instant.EPOCH, "x"))));
            rows.add(null);

            assertThatThrownBy(() -> new RowCopy(MEDIA_PACKAGES).copy(connection, rows))
                    .isInstanceOf(NullPointerException.class);
            connection.rollback();
            assertThat(connection.createStatement().execute("SELECT 1")).isTrue();
        }
    }
}
