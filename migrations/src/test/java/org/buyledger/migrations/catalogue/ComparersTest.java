package org.buyledger.migrations.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.buyledger.migrations.Postgres;
import org.buyledger.migrations.graph.Refused;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pgcodekeeper.core.PgCodekeeperException;
import org.pgcodekeeper.core.api.DatabaseFactory;
import org.pgcodekeeper.core.api.PgCodeKeeperApi;
import org.pgcodekeeper.core.settings.CoreSettings;

/**
 * Others that compare the schemas of databases agree with us on the pairs: both sides differ, and no longer do when our moves
 * were run. Where one of them does not see a difference, the pair is listed here with what it does not see.
 */
class ComparersTest {
    private static final String ONE = "compared_one";
    private static final String OTHER = "compared_other";

    /** Pairs whose difference pgCodeKeeper does not see, and why. */
    private static final Map<String, String> UNSEEN_BY_PG_CODE_KEEPER =
            Map.of("replica identity", "it does not read pg_class.relreplident");

    /** Pairs whose difference migra does not see, and what it does not look at. */
    private static final Map<String, String> UNSEEN_BY_MIGRA = Map.of(
            "a partition's bound", "bounds",
            "a sequence's steps", "the parameters of sequences",
            "a table's options", "options",
            "replica identity", "pg_class.relreplident",
            "storage and compression", "storage and compression",
            "the comment of a table", "comments");

    /** Pairs that migra calls different when they are equal, and why. */
    private static final Map<String, String> INVENTED_BY_MIGRA = Map.of(
            "a domain", "it compares a domain's constraints in the order in which they were made, NOT NULL among them",
            "a domain's parts", "likewise");

    /** Something else that says in what two databases differ. */
    @FunctionalInterface
    private interface Comparer {
        /** Statements; empty where there is no difference. */
        String difference(String one, String other) throws Exception;
    }

    @BeforeAll
    static void two_databases() throws SQLException {
        try (Connection connection = Postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + ONE);
            statement.execute("CREATE DATABASE " + OTHER);
        }
    }

    @Test
    void pg_code_keeper_agrees() throws Exception {
        agrees(ComparersTest::pgCodeKeeper, UNSEEN_BY_PG_CODE_KEEPER, Map.of());
    }

    // A process of Node for each pair takes a second, and more where the machine is busy.
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void migra_agrees() throws Exception {
        Optional<Path> migra = migra();
        assumeTrue(migra.isPresent(), "migra is not on the PATH (npm install --global @pgkit/migra)");
        agrees((one, other) -> migra(migra.get(), one, other), UNSEEN_BY_MIGRA, INVENTED_BY_MIGRA);
    }

    private static void agrees(Comparer comparer, Map<String, String> unseen, Map<String, String> invented)
            throws Exception {
        Set<String> notSeen = new TreeSet<>();
        Set<String> notThere = new TreeSet<>();
        List<String> saidOf = new ArrayList<>();
        for (Pair pair : Pair.all()) {
            try (Connection one = database(ONE, pair.one());
                    Connection other = database(OTHER, pair.other())) {
                if (comparer.difference(Postgres.url(ONE), Postgres.url(OTHER)).isBlank()) {
                    notSeen.add(pair.name());
                }
                move(one, other);
                String left = comparer.difference(Postgres.url(ONE), Postgres.url(OTHER));
                if (!left.isBlank()) {
                    notThere.add(pair.name());
                    saidOf.add(pair.name() + ": " + left);
                }
            }
        }
        assertThat(List.of(notThere, notSeen))
                .as(String.join("\n", saidOf))
                .isEqualTo(List.of(invented.keySet(), unseen.keySet()));
    }

    private static void move(Connection one, Connection other) throws SQLException, Refused {
        List<Move> moves = Moves.between(CatalogueReader.read(one, Set.of()), CatalogueReader.read(other, Set.of()));
        try (Statement statement = one.createStatement()) {
            for (Move move : moves) {
                for (String sql : move.up()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static Connection database(String name, String script) throws SQLException {
        Connection connection = Postgres.connect(name);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            statement.execute(script);
        }
        return connection;
    }

    private static String pgCodeKeeper(String one, String other)
            throws IOException, PgCodekeeperException, InterruptedException {
        CoreSettings settings = new CoreSettings();
        settings.setIgnoreColumnOrder(true);
        settings.setIgnorePrivileges(true);
        DatabaseFactory databases = new DatabaseFactory(settings);
        return PgCodeKeeperApi.diff(settings, databases.loadFromJdbc(one), databases.loadFromJdbc(other));
    }

    private static Optional<Path> migra() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "migra"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String migra(Path program, String one, String other) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), address(one), address(other), "--unsafe")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as("exit code; %s", answer).isIn(0, 2);
        return answer;
    }

    /** As the C library of PostgreSQL writes it. */
    private static String address(String jdbcUrl) {
        return jdbcUrl.replaceFirst("^jdbc:postgresql://([^/]*)/([^?]*).*", "postgresql://postgres@$1/$2");
    }
}
