package org.buyledger.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A random graph of revisions, written twice: as our files and as Alembic's. Each makes one table and notes that it ran. */
final class RandomRevisions {
    private static final String QUIET = "SET LOCAL client_min_messages = error; ";

    private final Random random;
    private final Lineage lineage;
    private final Path versions;
    private final List<String> ids = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Set<String>> ancestors = new HashMap<>();
    private final Set<String> heads = new LinkedHashSet<>();

    RandomRevisions(Random random, Path ours, Path alembic) throws IOException {
        this.random = random;
        lineage = new Lineage(ours);
        versions = Files.createDirectories(alembic.resolve("versions"));
    }

    /** Adds so many: lines, new bases, branches, merges, and now and then a dependency or a label. */
    RandomRevisions grow(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(100);
            if (ids.isEmpty() || kind < 5) {
                add(Set.of());
            } else if (kind < 17 && heads.size() > 1) {
                add(someHeads());
            } else if (kind < 45) {
                add(Set.of(any(ids)));
            } else {
                add(Set.of(any(List.copyOf(heads))));
            }
        }
        return this;
    }

    /** Two to four heads, to be merged. */
    Set<String> someHeads() {
        List<String> shuffled = new ArrayList<>(heads);
        Collections.shuffle(shuffled, random);
        return new LinkedHashSet<>(shuffled.subList(0, Math.min(shuffled.size(), 2 + random.nextInt(3))));
    }

    private void add(Set<String> parents) throws IOException {
        String id = newId();
        Set<String> below =
                parents.stream().flatMap(parent -> ancestors(parent).stream()).collect(Collectors.toSet());
        Set<String> dependencies = new HashSet<>();
        if (!ids.isEmpty() && random.nextInt(10) == 0) {
            String dependency = any(ids);
            if (!below.contains(dependency)) {
                dependencies.add(dependency);
                below.addAll(ancestors(dependency));
            }
        }
        String label = random.nextInt(5) == 0 || ids.isEmpty() ? "label" + labels.size() : "";
        if (!label.isEmpty()) {
            labels.add(label);
        }
        note(id, parents, below);
        ours(id, parents, dependencies, label);
        Files.writeString(versions.resolve(id + ".py"), """
                from alembic import op

                revision = "%s"
                down_revision = %s
                branch_labels = %s
                depends_on = %s


                def upgrade():
                    op.execute("%s")


                def downgrade():
                    op.execute("%s")
                """.formatted(
                        id,
                        tuple(parents),
                        tuple(label.isEmpty() ? Set.of() : Set.of(label)),
                        tuple(dependencies),
                        up(id),
                        down(id)));
    }

    /** Our file of a merge that Alembic has made. */
    void merged(String id, Set<String> parents) throws IOException {
        note(
                id,
                parents,
                parents.stream().flatMap(parent -> ancestors(parent).stream()).collect(Collectors.toSet()));
        lineage.add(id, "revises: " + String.join(", ", parents), "", null);
    }

    private void note(String id, Set<String> parents, Set<String> below) {
        ids.add(id);
        ancestors.put(id, below);
        below.add(id);
        heads.removeAll(parents);
        heads.add(id);
    }

    private void ours(String id, Set<String> parents, Set<String> dependencies, String label) throws IOException {
        String head = "revises: " + String.join(", ", parents);
        head += dependencies.isEmpty() ? "" : "   depends-on: " + String.join(", ", dependencies);
        head += label.isEmpty() ? "" : "   label: " + label;
        lineage.add(id, head, up(id), down(id));
    }

    // A stamp may have parted the tables from what is recorded, so a table may be there already; nobody needs to be
    // told.
    private static String up(String id) {
        return QUIET + "CREATE TABLE IF NOT EXISTS t_%1$s (id int); INSERT INTO ran VALUES ('up %1$s')".formatted(id);
    }

    private static String down(String id) {
        return QUIET + "DROP TABLE IF EXISTS t_%1$s; INSERT INTO ran VALUES ('down %1$s')".formatted(id);
    }

    private static String tuple(Set<String> names) {
        return names.isEmpty()
                ? "None"
                : names.stream().map(name -> "\"" + name + "\", ").collect(Collectors.joining("", "(", ")"));
    }

    private Set<String> ancestors(String id) {
        return ancestors.getOrDefault(id, Set.of());
    }

    String newId() {
        return "%012x".formatted(random.nextLong(1L << 48));
    }

    String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    String id() {
        return any(ids);
    }

    String label() {
        return any(labels);
    }

    int heads() {
        return heads.size();
    }

    Lineage lineage() {
        return lineage;
    }
}
