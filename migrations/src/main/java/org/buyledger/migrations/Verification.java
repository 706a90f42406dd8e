package org.buyledger.migrations;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.buyledger.migrations.Migrator.Downgrade;
import org.buyledger.migrations.Migrator.Upgrade;
import org.buyledger.migrations.SampleTables.Table;
import org.buyledger.migrations.catalogue.Catalogue;
import org.buyledger.migrations.catalogue.Comparison;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;

/**
 * Proves revisions by running each up, down and up again on a throwaway database with rows in its tables: the way back leads to
 * where the way up began, the second way up to where the first one did, and no row is lost that the revision does not say is.
 */
public final class Verification {
    private static final String VALUES = "sample-values.properties";
    private static final Downgrade DOWN = new Downgrade(true, false, true, false, false);

    private final Scratch scratch;
    private final Graph graph;
    private final Map<String, String> values;

    /**
     * For the revisions of a graph.
     *
     * @param values what to put into columns, by {@code table.column}, where no guess can be right
     */
    public Verification(Scratch scratch, Graph graph, Map<String, String> values) {
        this.scratch = scratch;
        this.graph = graph;
        this.values = values;
    }

    /** The values that a folder of revisions names in its file {@code sample-values.properties}; none where it has none. */
    public static Map<String, String> values(Path folder) throws IOException {
        Path file = folder.resolve(VALUES);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name)));
        }
    }

    /**
     * What was found.
     *
     * @param proved those that went up, down and up
     * @param oneWay those that have no way back, and so only went up
     * @param faults what is wrong, each as a sentence
     * @param empty tables that no rows could be made for, each as a sentence: what revisions do to their rows was not seen
     */
    public record Proof(List<Revision> proved, List<Revision> oneWay, List<String> faults, Set<String> empty) {}

    /** The rows of each table, each as its values by column. */
    private record Rows(NavigableMap<String, List<NavigableMap<String, String>>> tables) {
        /** The rows of a table with those columns alone that the other has too, in any order. */
        List<String> of(String table, Rows other) {
            List<NavigableMap<String, String>> others = other.tables.get(table);
            if (others == null) {
                return List.of();
            }
            Set<String> columns =
                    others.isEmpty() ? Set.of() : others.getFirst().keySet();
            return tables.getOrDefault(table, List.of()).stream()
                    .map(row -> {
                        NavigableMap<String, String> some = new TreeMap<>(row);
                        some.keySet().retainAll(columns);
                        return some.toString();
                    })
                    .sorted()
                    .toList();
        }
    }

    /** What a schema has. */
    private record State(Catalogue catalogue, Rows rows) {}

    /**
     * Proves some revisions; the others are applied where those stand on them.
     *
     * @throws MigrationFailed when one that is not to be proved fails
     */
    public Proof of(Collection<Revision> some) throws Refused, MigrationFailed {
        Set<Revision> wanted = new HashSet<>(some);
        Proof proof = new Proof(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        try (Scratch.Throwaway database = scratch.empty()) {
            Migrator migrator = new Migrator(database.database(), graph, Patience.USUAL);
            for (Revision revision : graph.withAncestors(some)) {
                if (!wanted.contains(revision)) {
                    migrator.upgrade(revision.id(), Upgrade.USUAL);
                } else if (!prove(revision, migrator, database, proof)) {
                    break;
                }
            }
        }
        return proof;
    }

    /** Whether the next one can be proved after it. */
    private boolean prove(Revision revision, Migrator migrator, Scratch.Throwaway database, Proof proof)
            throws Refused {
        proof.empty().addAll(database.look(connection -> SampleRows.fill(connection, values)));
        String way = "up, with rows in the tables";
        try {
            State before = state(database);
            migrator.upgrade(revision.id(), Upgrade.USUAL);
            if (revision.oneWay().isPresent()) {
                proof.oneWay().add(revision);
                return true;
            }
            State there = state(database);
            way = "down";
            migrator.downgrade("-1", DOWN);
            int known = proof.faults().size();
            compare(revision, "down, compared with before", before, state(database), before, proof);
            way = "up again";
            migrator.upgrade(revision.id(), Upgrade.USUAL);
            compare(revision, "up again, compared with the first time", there, state(database), before, proof);
            if (proof.faults().size() == known) {
                proof.proved().add(revision);
            }
            return true;
        } catch (MigrationFailed e) {
            proof.faults().add("%s: the way %s fails: %s".formatted(revision, way, e.getMessage()));
            return false;
        }
    }

    private static void compare(
            Revision revision, String after, State expected, State found, State before, Proof proof) {
        Comparison.of(expected.catalogue(), found.catalogue())
                .forEach(difference -> proof.faults().add("%s: %s: %s".formatted(revision, after, difference)));
        if (revision.wayBack().map(Script::isEmpty).orElse(true)) {
            // It takes nothing back, so what the way up did to the rows stays, and is done to them once more.
            return;
        }
        for (String table : expected.rows().tables().keySet()) {
            boolean filledAgain = revision.header().rebuild().contains(table)
                    || revision.header().rebuildBack().contains(table);
            if (filledAgain) {
                continue;
            }
            if (!expected.rows().of(table, before.rows()).equals(found.rows().of(table, before.rows()))) {
                proof.faults()
                        .add(
                                "%s: %s: %s has other rows. Mend its ways, or say in its head which tables are filled again (rebuild: %s)."
                                        .formatted(revision, after, table, table));
            } else if (revision.header().data() == null
                    && !expected.rows()
                            .of(table, expected.rows())
                            .equals(found.rows().of(table, expected.rows()))) {
                proof.faults()
                        .add(
                                "%s: %s: rows or columns of %s that it makes are lost by its way back. Say so in its head: data: projected, or data: authoritative."
                                        .formatted(revision, after, table));
            }
        }
    }

    private static State state(Scratch.Throwaway database) {
        return new State(database.catalogue(), database.look(Verification::rows));
    }

    private static Rows rows(Connection connection) throws SQLException {
        NavigableMap<String, List<NavigableMap<String, String>>> tables = new TreeMap<>();
        for (Table table : SampleTables.read(connection)) {
            List<NavigableMap<String, String>> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM " + table.name())) {
                while (row.next()) {
                    NavigableMap<String, String> values = new TreeMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.put(row.getMetaData().getColumnName(i), String.valueOf(row.getString(i)));
                    }
                    rows.add(values);
                }
            }
            tables.put(table.name(), rows);
        }
        return new Rows(tables);
    }
}
