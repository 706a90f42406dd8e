package org.buyledger.migrations.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Pairs of schemas of every kind of difference: the moves lead from each to the other, and back again. */
@TestInstance(Lifecycle.PER_CLASS)
class MovesTest {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private int schemas;

    MovesTest() throws IOException {}

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    @TestFactory
    Stream<DynamicTest> each_pair_is_led_there_and_back() throws IOException {
        return Pair.all().stream()
                .flatMap(pair -> Stream.of(pair, pair.reversed()))
                .map(pair -> DynamicTest.dynamicTest(pair.name(), () -> goesThereAndBack(pair)));
    }

    private void goesThereAndBack(Pair pair) throws SQLException, Refused {
        try (Connection one = schema(pair.one());
                Connection other = schema(pair.other())) {
            Catalogue before = CatalogueReader.read(one, Set.of());
            Catalogue after = CatalogueReader.read(other, Set.of());

            List<Move> moves = Moves.between(before, after);

            assertThat(moves).isNotEmpty();
            for (Move move : moves) {
                run(one, move.up(), pair);
            }
            assertThat(Comparison.of(CatalogueReader.read(one, Set.of()), after))
                    .isEmpty();
            assertThat(Moves.between(CatalogueReader.read(one, Set.of()), after))
                    .isEmpty();
            if (moves.stream().allMatch(move -> move.oneWay() == null)) {
                for (Move move : moves.reversed()) {
                    run(one, move.down(), pair);
                }
                assertThat(Comparison.of(CatalogueReader.read(one, Set.of()), before))
                        .isEmpty();
            }
        }
    }

    private static void run(Connection connection, List<String> statements, Pair pair) {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new AssertionError("%s: %s%n%s".formatted(pair.name(), sql, e.getMessage()), e);
            }
        }
    }

    private Connection schema(String script) throws SQLException {
        String name = "s" + schemas++;
        Connection connection = postgres.getPostgresDatabase().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
            statement.execute("SET search_path = " + name);
            statement.execute(script);
        }
        return connection;
    }
}
