package org.buyledger.benchmarks.autogenerate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Revisions with a model that they make.
 *
 * @param folder with the folders migration, undo and model in it
 * @param table the file in the folder model that is changed, for a revision to be written
 */
record Subject(String name, Path folder, String table) {
    private static final int TABLES = 200;

    /** A copy of the schema of Buyledger. */
    static Subject ours(Path sources, Path folder) throws IOException {
        copy(sources, folder);
        return new Subject("our schema", folder, "campaign_notes");
    }

    /** Two hundred tables, each made by a revision, with a foreign key to the one before, a check and two indexes. */
    static Subject large(Path folder) throws IOException {
        for (String name : List.of("migration", "undo", "model")) {
            Files.createDirectories(folder.resolve(name));
        }
        for (int i = 0; i < TABLES; i++) {
            String table = "t%03d".formatted(i);
            String file = "2026010100%04d__create_%s.sql".formatted(i, table);
            String parent = i == 0 ? "" : "   revises: a%03d".formatted(i - 1);
            String sql = table(table, i);
            Files.writeString(
                    folder.resolve("migration/V" + file),
                    "-- revision: a%03d%s   data: projected   rebuild: %s\n%s".formatted(i, parent, table, sql));
            Files.writeString(folder.resolve("undo/U" + file), "DROP TABLE %s;\n".formatted(table));
            Files.writeString(folder.resolve("model").resolve(table + ".sql"), sql);
        }
        return new Subject(TABLES + " tables", folder, "t100");
    }

    private static String table(String name, int number) {
        String parent = number == 0 ? "" : " REFERENCES t%03d".formatted(number - 1);
        return """
                CREATE TABLE %1$s (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    parent bigint%2$s,
                    tenant text NOT NULL,
                    name text NOT NULL DEFAULT 'none',
                    amount numeric(12, 2) CHECK (amount > 0),
                    at timestamptz NOT NULL DEFAULT now(),
                    payload jsonb,
                    tags text[] NOT NULL DEFAULT '{}'
                );
                CREATE INDEX %1$s_by_tenant ON %1$s (tenant, at DESC);
                CREATE INDEX %1$s_by_name ON %1$s (lower(name)) WHERE amount IS NOT NULL;
                COMMENT ON TABLE %1$s IS 'Number %3$d.';
                """.formatted(name, parent, number);
    }

    /** A copy of it whose model says more: a column and an index. */
    Subject changed(Path other) throws IOException {
        copy(folder, other);
        Path file = other.resolve("model").resolve(table + ".sql");
        Files.writeString(file, Files.readString(file) + """

                        ALTER TABLE %s ADD COLUMN measured integer NOT NULL DEFAULT 0;
                        CREATE INDEX by_measured ON %1$s (measured);
                        """.formatted(table));
        return new Subject(name, other, table);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }
}
