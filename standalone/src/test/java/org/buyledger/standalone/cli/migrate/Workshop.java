package org.buyledger.standalone.cli.migrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.buyledger.events.Json;
import org.buyledger.migrations.Database;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.Buyledger;
import tools.jackson.databind.JsonNode;

/** A folder of revisions, an empty schema of a real database, and the command to be typed there. */
final class Workshop {
    private static final EmbeddedPostgres POSTGRES = start();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private int written;

    /** What a command said, and how it ended. */
    record Said(int exitCode, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }

        JsonNode json() {
            return Json.EVENTS.readTree(out);
        }

        List<String> ids(String field) {
            return json().path(field).valueStream().map(JsonNode::asString).toList();
        }
    }

    Workshop(Path temporary) {
        folder = temporary.resolve("db");
        environment.put("BUYLEDGER_DB_URL", url());
        environment.put("BUYLEDGER_DB_USER", "postgres");
        environment.put(
                "BUYLEDGER_DB_SCHEMA",
                "test_" + Integer.toHexString(temporary.toString().hashCode()));
        environment.put("BUYLEDGER_MIGRATIONS_DIR", folder.toString());
        try {
            Files.createDirectories(folder.resolve("migration"));
            Files.createDirectories(folder.resolve("undo"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the server, where databases can be made that are thrown away. */
    static String url() {
        return POSTGRES.getJdbcUrl("postgres", "postgres");
    }

    /** Where the files are. */
    Path folder() {
        return folder;
    }

    Workshop set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Writes both files of a revision; each is a second later than the one before.
     *
     * @param head what stands after its id in its first line, such as {@code revises: a}
     */
    Workshop revision(String id, String head, String up, String down) {
        String name = "%d__make_%s.sql".formatted(20260101000000L + written++, id);
        write("migration/V" + name, "-- revision: %s   %s%n%s%n".formatted(id, head, up));
        if (!down.isEmpty()) {
            write("undo/U" + name, down + "\n");
        }
        return this;
    }

    /** A revision that makes a table that is called like itself. */
    Workshop table(String id, String head) {
        return revision(id, head, "CREATE TABLE %s (x int);".formatted(id), "DROP TABLE %s;".formatted(id));
    }

    /** Two branches above a, which are merged. */
    Workshop diamond() {
        return branches().revision("m", "revises: b, c", "-- Both.", "");
    }

    /** Two branches above a, b with the label left, and c. */
    Workshop branches() {
        return table("a", "").table("b", "revises: a   label: left").table("c", "revises: a");
    }

    /** Three in a row. */
    Workshop line() {
        return table("a", "").table("b", "revises: a").table("c", "revises: b");
    }

    /** Removes both files of a revision. */
    void remove(String id) {
        for (String of : List.of("migration", "undo")) {
            files(of).stream()
                    .filter(file -> file.endsWith("__make_" + id + ".sql"))
                    .map(file -> folder.resolve(of).resolve(file).toFile())
                    .forEach(file -> {
                        if (!file.delete()) {
                            throw new IllegalStateException(file + " is still there");
                        }
                    });
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder, by name. */
    List<String> files(String of) {
        try (Stream<Path> files = Files.list(folder.resolve(of))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types {@code buyledger migrate} and these words. */
    Said migrate(String... words) {
        List<String> line = new ArrayList<>(List.of("migrate"));
        line.addAll(List.of(words));
        StringWriter out = new StringWriter();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Buyledger.commandLine(MigrateCommand.commandLine(environment, folder))
                    .setOut(new PrintWriter(out))
                    .execute(line.toArray(String[]::new));
            return new Said(exitCode, out.toString(), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(usual);
        }
    }

    Database database() {
        return new Database(new Settings(environment), new SimpleMeterRegistry());
    }

    /** The first column of what a query finds. */
    List<String> query(String sql) {
        try (Database database = database()) {
            return database.transaction(db -> db.fetch(sql).getValues(0, String.class));
        }
    }

    void execute(String sql) {
        try (Database database = database()) {
            database.transaction(db -> db.execute(sql));
        }
    }

    /** The tables that revisions made. */
    List<String> tables() {
        return query(
                "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r' AND length(relname) <= 2 ORDER BY 1");
    }
}
