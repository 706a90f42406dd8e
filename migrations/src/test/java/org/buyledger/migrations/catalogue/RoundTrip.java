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
        try (Connection one = schema(pair.one());
                Connection other = schema(pair.other())) {
            return new RoundTrip(pair).go(one, CatalogueReader.read(other, Set.of()));
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

    /** A connection to a schema of its own, with what a script makes. */
    private static Connection schema(String script) throws SQLException {
        String name = "s" + SCHEMAS.incrementAndGet();
        Connection connection = Postgres.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
            statement.execute("SET search_path = " + name);
            statement.execute(script);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw new AssertionError(script, e);
        }
    }
}
