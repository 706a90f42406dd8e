package org.buyledger.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.migrations.catalogue.Catalogue;
import org.buyledger.migrations.catalogue.Comparison;
import org.buyledger.migrations.catalogue.Comparison.Difference;
import org.buyledger.migrations.catalogue.Key;
import org.buyledger.migrations.catalogue.Model;
import org.buyledger.migrations.catalogue.Move;
import org.buyledger.migrations.catalogue.Moves;
import org.buyledger.migrations.files.Draft;
import org.buyledger.migrations.files.RevisionWriter;
import org.buyledger.migrations.files.RevisionWriter.Statements;
import org.buyledger.migrations.files.RevisionWriter.Written;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.GraphLoader;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;

/**
 * Writes the revisions that lead from what the files make to what the model says, and writes them only when running them has
 * shown that they do, there and back.
 */
public final class Autogenerate {
    private final Scratch scratch;
    private final Path folder;
    private final Path model;

    /**
     * For the revisions of a folder, with the folders migration and undo in it, and the model of another.
     *
     * @param scratch where things are tried
     */
    public Autogenerate(Scratch scratch, Path folder, Path model) {
        this.scratch = scratch;
        this.folder = folder;
        this.model = model;
    }

    /** In what the model and the files of the revisions differ: first what the files make, then what the model says. */
    public List<Difference> check() throws Refused, IOException, MigrationFailed {
        try (Scratch.Both both = scratch.both(GraphLoader.load(folder), model)) {
            return Comparison.of(both.head().catalogue(), both.wanted());
        }
    }

    /**
     * Writes them.
     *
     * @param message what the change does, in a few words
     * @return what was written, in the order to apply it; nothing when there is no difference
     * @throws Refused when there are several heads, or when what was generated does not lead there and back
     */
    public List<Written> write(String message, Clock clock) throws Refused, IOException, MigrationFailed {
        Graph graph = GraphLoader.load(folder);
        if (graph.heads().size() > 1) {
            throw new Refused("There are %d heads: %s. Nothing was written. Join them first: buyledger migrate merge"
                    .formatted(
                            graph.heads().size(),
                            graph.heads().stream().map(Revision::id).collect(Collectors.joining(", "))));
        }
        try (Scratch.Both both = scratch.both(graph, model)) {
            Scratch.Throwaway head = both.head();
            Catalogue target = both.wanted();
            Catalogue before = head.catalogue();
            List<List<Move>> steps = steps(moves(head, before, target));
            if (steps.isEmpty()) {
                return List.of();
            }
            Path trial = Files.createTempDirectory("buyledger-revisions");
            try {
                copy(folder, trial, Set.of());
                Set<Path> old = files(trial);
                List<Written> written = write(steps, message, trial, projected(graph), clock);
                prove(written, graph, head, target);
                copy(trial, folder, old);
                return written.stream().map(one -> moved(one, trial)).toList();
            } finally {
                delete(trial);
            }
        }
    }

    /** What was renamed is renamed first, by the server itself, so that all definitions know the new names. */
    private List<Move> moves(Scratch.Throwaway head, Catalogue before, Catalogue target) throws Refused, IOException {
        Map<Key, String> renamed = Model.renamed(Model.read(model));
        if (renamed.isEmpty()) {
            return Moves.between(before, target);
        }
        List<Move> moves = new ArrayList<>();
        try (Scratch.Throwaway copy = scratch.copy(head)) {
            Catalogue from = before;
            for (Map.Entry<Key, String> one : renamed.entrySet()) {
                Key now = one.getKey();
                Key old = new Key(now.kind(), now.owner(), one.getValue());
                if (target.has(now) && from.has(old) && !from.has(now)) {
                    Move move = Moves.rename(old, now);
                    move.up().forEach(copy::execute);
                    moves.add(move);
                    from = copy.catalogue();
                }
            }
            moves.addAll(Moves.between(from, target));
            return moves;
        }
    }

    /** Those that can be in one transaction together, and each of the others by itself. */
    private static List<List<Move>> steps(List<Move> moves) {
        List<List<Move>> steps = new ArrayList<>();
        boolean open = false;
        for (Move move : moves) {
            boolean joins = move.inTransaction() && move.oneWay() == null;
            if (open && joins) {
                steps.getLast().add(move);
            } else {
                steps.add(new ArrayList<>(List.of(move)));
            }
            open = joins;
        }
        return steps;
    }

    /** The tables that the events fill, as far as the revisions say. */
    private static Set<String> projected(Graph graph) {
        return graph.revisions().stream()
                .filter(one -> one.header().projected())
                .flatMap(one -> one.header().rebuild().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Written> write(
            List<List<Move>> steps, String message, Path trial, Set<String> projected, Clock clock)
            throws Refused, IOException {
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Move> step = steps.get(i);
            String title = steps.size() == 1 ? message : "%s %d of %d".formatted(message, i + 1, steps.size());
            boolean inTransaction = step.getFirst().inTransaction();
            Draft draft = new Draft(
                    title,
                    List.of(),
                    List.of(),
                    null,
                    inTransaction,
                    step.getFirst().oneWay());
            RevisionWriter writer = new RevisionWriter(trial, GraphLoader.load(trial), clock);
            written.add(writer.revision(draft, null, false, statements(step, projected)));
        }
        return written;
    }

    private static Statements statements(List<Move> step, Set<String> projected) {
        Set<String> added = new TreeSet<>();
        Set<String> lost = new TreeSet<>();
        for (Move move : step) {
            if (move.added() != null) {
                added.add(move.added());
            }
            if (move.lost() != null) {
                lost.add(move.lost());
            }
        }
        List<String> heads = new ArrayList<>();
        if (!added.isEmpty()) {
            heads.add("data: projected   rebuild: " + String.join(", ", added));
            added.stream()
                    .filter(table -> !projected.contains(table))
                    .forEach(table ->
                            heads.add("Say 'data: authoritative' instead if the events do not bring back what %s holds."
                                    .formatted(table)));
        }
        List<String> back = lost.isEmpty() ? List.of() : List.of("rebuild: " + String.join(", ", lost));
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();
        for (Move move : step) {
            move.hazards()
                    .forEach(hazard -> up.append("-- Mind: ").append(hazard).append(".\n"));
            move.up().forEach(sql -> up.append(sql).append(";\n"));
        }
        for (Move move : step.reversed()) {
            move.down().forEach(sql -> down.append(sql).append(";\n"));
        }
        return new Statements(heads, back, up.toString(), down.toString());
    }

    private void prove(List<Written> written, Graph old, Scratch.Throwaway head, Catalogue target)
            throws Refused, MigrationFailed {
        Graph graph = written.getLast().graph();
        try (Scratch.Throwaway proof = scratch.copy(head)) {
            Catalogue before = proof.catalogue();
            Migrator migrator = new Migrator(proof.database(), graph, Patience.USUAL);
            migrator.upgrade("head", new Migrator.Upgrade(false, true));
            refuse("up, the schema is not what the model says", proof.catalogue(), target);
            if (graph.revisions().stream()
                    .filter(one -> !old.revisions().contains(one))
                    .anyMatch(one -> one.oneWay().isPresent())) {
                return;
            }
            migrator.downgrade("-" + written.size(), new Migrator.Downgrade(true, true, true, false, false));
            refuse("down, the schema is not what it was", proof.catalogue(), before);
            migrator.upgrade("head", Migrator.Upgrade.USUAL);
            refuse("up again, the schema is not what the model says", proof.catalogue(), target);
        }
    }

    private static void refuse(String after, Catalogue one, Catalogue other) throws Refused {
        List<Difference> differences = Comparison.of(one, other);
        if (!differences.isEmpty()) {
            throw new Refused(
                    "What was generated was tried and is not right: after the way %s: %s. Nothing was written. Write this revision by hand (buyledger migrate revision -m ...), and report it."
                            .formatted(
                                    after,
                                    differences.stream()
                                            .map(Difference::toString)
                                            .collect(Collectors.joining("; "))));
        }
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(folder::relativize).collect(Collectors.toSet());
        }
    }

    private static void copy(Path from, Path to, Set<Path> without) throws IOException {
        for (Path file : files(from)) {
            if (!without.contains(file)) {
                Files.createDirectories(to.resolve(file).resolveSibling(""));
                Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Written moved(Written written, Path trial) {
        return new Written(
                written.graph(),
                written.revision(),
                written.files().stream()
                        .map(file -> folder.resolve(trial.relativize(file)))
                        .toList(),
                written.warnings());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
