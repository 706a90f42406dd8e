package org.buyledger.migrations.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Refused;

/** The schema as it is wanted: a folder of files in plain PostgreSQL, in whatever order they need each other. */
public final class Model {
    private static final Pattern RENAMED =
            Pattern.compile("--\\s*renamed-from:\\s*(\"[^\"]+\"|[A-Za-z_][A-Za-z0-9_$]*)");
    private static final Pattern TABLE = Pattern.compile(
            "CREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(\"[^\"]+\"|[A-Za-z_][A-Za-z0-9_$]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN = Pattern.compile("^\\s*(\"[^\"]+\"|[A-Za-z_][A-Za-z0-9_$]*)\\s+\\S");

    private Model() {}

    /** One file, by its name. */
    public record File(String name, String text) {}

    /** All files of the folder. */
    public static List<File> read(Path folder) throws Refused, IOException {
        if (!Files.isDirectory(folder)) {
            throw new Refused(
                    "There is no model: %s is no folder. It holds the wanted schema as SQL, one file for each table."
                            .formatted(folder));
        }
        List<File> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(one -> one.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                files.add(new File(path.getFileName().toString(), Files.readString(path)));
            }
        }
        if (files.isEmpty()) {
            throw new Refused("There is no model: %s has no .sql file.".formatted(folder));
        }
        return files;
    }

    /**
     * Runs the files, each as a whole; one that needs what another makes is run again after it.
     *
     * @return why that cannot be done; empty when it was
     */
    public static String load(Connection connection, List<File> files) throws SQLException {
        Map<File, SQLException> waiting = new LinkedHashMap<>();
        List<File> left = files;
        while (!left.isEmpty()) {
            waiting.clear();
            for (File file : left) {
                try (Statement statement = connection.createStatement()) {
                    // The statements of one call are one transaction.
                    statement.execute(file.text());
                } catch (SQLException e) {
                    waiting.put(file, e);
                }
            }
            if (waiting.size() == left.size()) {
                Map.Entry<File, SQLException> first =
                        waiting.entrySet().iterator().next();
                return "The model is not a schema. %s: %s"
                        .formatted(first.getKey().name(), first.getValue().getMessage());
            }
            left = List.copyOf(waiting.keySet());
        }
        return "";
    }

    /** What {@code -- renamed-from: <old name>} says, on the line of a column, or before or on that of its table. */
    public static Map<Key, String> renamed(List<File> files) {
        Map<Key, String> renamed = new LinkedHashMap<>();
        for (File file : files) {
            String table = "";
            String before = "";
            for (String line : file.text().split("\n", -1)) {
                Matcher from = RENAMED.matcher(line);
                String old = from.find() ? folded(from.group(1)) : "";
                Matcher made = TABLE.matcher(line);
                Matcher column = COLUMN.matcher(line);
                if (made.find()) {
                    table = folded(made.group(1));
                    String name = old.isEmpty() ? before : old;
                    if (!name.isEmpty()) {
                        renamed.put(Key.of(Kind.TABLE, table), name);
                    }
                } else if (!old.isEmpty()
                        && !table.isEmpty()
                        && column.find()
                        && !line.strip().startsWith("--")) {
                    renamed.put(new Key(Kind.COLUMN, table, folded(column.group(1))), old);
                }
                before = line.strip().startsWith("--") ? old : "";
            }
        }
        return renamed;
    }

    private static String folded(String name) {
        return name.startsWith("\"") ? name : name.toLowerCase(Locale.ROOT);
    }
}
