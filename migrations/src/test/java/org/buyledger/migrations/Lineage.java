package org.buyledger.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.GraphLoader;
import org.buyledger.migrations.graph.Refused;
import org.jspecify.annotations.Nullable;

/** Files of revisions, made by a test. The id of a revision is its name; versions follow the order in which they are added. */
final class Lineage {
    private final Path folder;
    private int count;

    Lineage(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("migration"));
        Files.createDirectories(folder.resolve("undo"));
    }

    /** Adds a revision; without a way back where {@code down} is null. */
    Lineage add(String id, String head, String up, @Nullable String down) throws IOException {
        count++;
        write("migration/V" + name(id), "-- revision: " + id + "   " + head + "\n" + up);
        if (down != null) {
            write("undo/U" + name(id), down);
        }
        return this;
    }

    /** Says of the newest that it cannot be in a transaction. */
    Lineage outsideTransaction(String id) throws IOException {
        write("migration/V" + name(id) + ".conf", "executeInTransaction=false\n");
        write("undo/U" + name(id) + ".conf", "executeInTransaction=false\n");
        return this;
    }

    /** Three tables, one after the other. */
    static Lineage abc(Path folder) throws IOException {
        return new Lineage(folder)
                .add("a", "revises:", "CREATE TABLE a (id int);", "DROP TABLE a;")
                .add("b", "revises: a", "CREATE TABLE b (id int);", "DROP TABLE b;")
                .add("c", "revises: b", "CREATE TABLE c (id int);", "DROP TABLE c;");
    }

    /** The file of the way up of the revision that was added as the {@code number}th. */
    Path up(int number, String id) {
        return folder.resolve("migration/V%s".formatted(name(number, id)));
    }

    /** The same of the way back. */
    Path down(int number, String id) {
        return folder.resolve("undo/U%s".formatted(name(number, id)));
    }

    Path folder() {
        return folder;
    }

    Graph graph() {
        try {
            return GraphLoader.load(folder);
        } catch (Refused | IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private String name(String id) {
        return name(count, id);
    }

    private static String name(int number, String id) {
        return "202601010000%02d__make_%s.sql".formatted(number, id);
    }
}
