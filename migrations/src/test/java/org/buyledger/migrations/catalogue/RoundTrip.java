package org.buyledger.migrations.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.buyledger.migrations.Postgres;
import org.buyledger.migrations.graph.Refused;

/** The moves of a pair, run on a server: from the one to the other, and back again. */
final class RoundTrip {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Pair pair;

    private RoundTrip(Pair pair) {
        this.pair = pair;
    }

    /** Goes it; fails where it does not lead there. Returns the moves. */
    static List<Move> of(Pair pair) throws SQLException, Refused {
        try (Schema one = new Schema(pair.one());
                Schema other = new Schema(pair.other())) {
            return new RoundTrip(pair).go(one.connection, CatalogueReader.read(other.connection, Set.of()));
        }
    }

    private List<Move> go(Connection one, Catalogue after) throws SQLException, Refused {
        Catalogue before = CatalogueReader.read(one, Set.of());

        List<Move> moves = Moves.between(before, after);

        assertThat(moves.isEmpty()).isEqualTo(Comparison.of(before, after).isEmpty());
        for (Move move : moves) {
            run(one, move.up());
        }
        Catalogue there = CatalogueReader.read(one, Set.of());
        assertThat(Comparison.of(there, after)).as(pair.toString()).isEmpty();
        assertThat(Moves.between(there, after)).isEmpty();
        if (moves.stream().allMatch(move -> move.oneWay() == null)) {
            for (Move move : moves.reversed()) {
                run(one, move.down());
            }
            assertThat(Comparison.of(CatalogueReader.read(one, Set.of()), before))
                    .as("back: %s", pair)
                    .isEmpty();
        }
        return moves;
    }

    private void run(Connection connection, List<String> statements) {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new AssertionError("%s: %s%n%s".formatted(pair, sql, e.getMessage()), e);
            }
        }
    }

    /** A schema with what a script makes. It is dropped at the end: among hundreds of others each look takes longer. */
    private static final class Schema implements AutoCloseable {
        private final String name = "s" + SCHEMAS.incrementAndGet();
        private final Connection connection = Postgres.connect();

        Schema(String script) throws SQLException {
            try {
                execute("CREATE SCHEMA " + name);
                execute("SET search_path = " + name);
                execute(script);
            } catch (SQLException e) {
                connection.close();
                throw new AssertionError(script, e);
            }
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                execute("DROP SCHEMA %s CASCADE".formatted(name));
            }
        }
    }
}
