package org.buyledger.benchmarks.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** 156 revisions of 17 tables, one of them after the other but for a few branches that merge again; ours and Alembic's. */
final class GeneratedRevisions {
    static final int COUNT = 156;
    private static final int TABLES = 17;
    private static final int BRANCH_EVERY = 30;

    private final Path ours;
    private final Path alembic;

    GeneratedRevisions(Path folder) throws IOException {
        ours = folder.resolve("ours");
        alembic = folder.resolve("alembic");
        Files.createDirectories(ours.resolve("migration"));
        Files.createDirectories(ours.resolve("undo"));
        Files.createDirectories(alembic.resolve("versions"));
        for (int i = 0; i < COUNT; i++) {
            write(i);
        }
    }

    /** For {@code --directory}. */
    Path ours() {
        return ours;
    }

    /** For {@code script_location}. */
    Path alembic() {
        return alembic;
    }

    private static String id(int number) {
        return "%012x".formatted(0xA00000000000L + number * 7919L);
    }

    /** The third of three beside each other joins the two before it. */
    private static List<String> parents(int number) {
        int place = number < TABLES ? 0 : number % BRANCH_EVERY;
        return switch (place) {
            case 2 -> List.of(id(number - 2));
            case 3 -> List.of(id(number - 2), id(number - 1));
            default -> number == 0 ? List.of() : List.of(id(number - 1));
        };
    }

    private static String up(int number, String table) {
        if (number < TABLES) {
            return "CREATE TABLE %s (id bigint PRIMARY KEY, tenant text NOT NULL, name text, at timestamptz DEFAULT now())"
                    .formatted(table);
        }
        return switch (number % 4) {
            case 0 -> "CREATE INDEX i%d ON %s (tenant, name)".formatted(number, table);
            case 1 -> "ALTER TABLE %s ADD CONSTRAINT k%d CHECK (id > 0)".formatted(table, number);
            default -> "ALTER TABLE %s ADD COLUMN c%d integer DEFAULT 0".formatted(table, number);
        };
    }

    private static String down(int number, String table) {
        if (number < TABLES) {
            return "DROP TABLE " + table;
        }
        return switch (number % 4) {
            case 0 -> "DROP INDEX i" + number;
            case 1 -> "ALTER TABLE %s DROP CONSTRAINT k%d".formatted(table, number);
            default -> "ALTER TABLE %s DROP COLUMN c%d".formatted(table, number);
        };
    }

    private void write(int number) throws IOException {
        String table = "t%02d".formatted(number % TABLES);
        List<String> parents = parents(number);
        boolean merge = parents.size() > 1;
        String up = merge ? "" : up(number, table);
        String down = merge ? "" : down(number, table);
        String file = "202601%08d__step_%d.sql".formatted(number, number);
        String head = "-- revision: %s   revises: %s%n".formatted(id(number), String.join(", ", parents));
        Files.writeString(ours.resolve("migration/V" + file), head + (merge ? "" : up + ";\n"));
        if (!merge) {
            Files.writeString(ours.resolve("undo/U" + file), down + ";\n");
        }
        String revises = parents.isEmpty() ? "None" : "(\"" + String.join("\", \"", parents) + "\",)";
        Files.writeString(alembic.resolve("versions/%s_step_%d.py".formatted(id(number), number)), """
                from alembic import op

                revision = "%s"
                down_revision = %s
                branch_labels = None
                depends_on = None


                def upgrade():
                    %s


                def downgrade():
                    %s
                """.formatted(
                        id(number), revises, python(up), python(down)));
    }

    private static String python(String sql) {
        return sql.isEmpty() ? "pass" : "op.execute(\"" + sql + "\")";
    }
}
