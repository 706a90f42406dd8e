package org.buyledger.migrations.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.GraphLoader;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.jspecify.annotations.Nullable;

/** Writes the files of a new revision beside those that are there; when all of them together are not right, it writes none. */
public final class RevisionWriter {
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;
    private static final String OUTSIDE_TRANSACTION = "executeInTransaction=false\n";

    private final Path folder;
    private final Graph graph;
    private final Clock clock;

    /**
     * A writer for a folder.
     *
     * @param graph what the folder has
     * @param clock what the version is taken from
     */
    public RevisionWriter(Path folder, Graph graph, Clock clock) {
        this.folder = folder;
        this.graph = graph;
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param graph all revisions, with the new one
     * @param warnings what somebody should look at
     */
    public record Written(Graph graph, Revision revision, List<Path> files, List<String> warnings) {}

    /**
     * Writes a revision that makes a change, for somebody to fill in.
     *
     * @param head what it stands on: none for a first one; null for the head
     * @param splice whether that may be a revision which another one revises
     */
    public Written revision(Draft draft, @Nullable List<Revision> head, boolean splice) throws Refused, IOException {
        return revision(draft, Parents.ofChange(graph, head, splice), null);
    }

    /** Writes a revision that makes a change, with its statements. */
    public Written revision(Draft draft, @Nullable List<Revision> head, boolean splice, Statements statements)
            throws Refused, IOException {
        return revision(draft, Parents.ofChange(graph, head, splice), statements);
    }

    /**
     * What the files of a revision say.
     *
     * @param heads more lines of the head of the way there, and of that of the way back, each without its dashes
     * @param up the statements, each ended
     * @param down those of the way back; not looked at where there is none
     */
    public record Statements(List<String> heads, List<String> headsBack, String up, String down) {}

    private Written revision(Draft draft, List<Revision> parents, @Nullable Statements statements)
            throws Refused, IOException {
        String id = draft.id() == null ? newId() : draft.id();
        String name = version(parents, draft) + "__" + draft.slug() + ".sql";
        SequencedMap<String, String> files = new TreeMap<>();
        String head = head(id, parents, draft);
        files.put(
                "migration/V" + name,
                statements == null ? head + "\n" : head + comments(statements.heads()) + statements.up());
        if (draft.oneWay() == null) {
            files.put(
                    "undo/U" + name,
                    statements == null
                            ? wayBack(id, name, draft)
                            : comments(statements.headsBack()) + statements.down());
        }
        if (!draft.inTransaction()) {
            new ArrayList<>(files.keySet()).forEach(file -> files.put(file + ".conf", OUTSIDE_TRANSACTION));
        }
        return write(id, files, List.of());
    }

    /**
     * Writes a revision that joins branches and changes nothing.
     *
     * @param branches the newest revision of each
     */
    public Written merge(Draft draft, List<Revision> branches, boolean splice) throws Refused, IOException {
        List<Revision> parents = Parents.ofMerge(graph, branches, splice);
        Draft named = draft.message().isBlank()
                ? new Draft(
                        "merge " + parents.stream().map(Revision::id).collect(Collectors.joining(" and ")),
                        draft.labels(),
                        draft.dependsOn(),
                        draft.id(),
                        true,
                        null)
                : draft;
        String id = draft.id() == null ? newId() : draft.id();
        SequencedMap<String, String> files = new TreeMap<>();
        files.put("migration/V%s__%s.sql".formatted(version(parents, named), named.slug()), head(id, parents, named));
        return write(id, files, TouchedTables.conflicts(graph, parents));
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Now, yet later than what it stands on, and nobody else's. */
    private String version(List<Revision> parents, Draft draft) {
        long now = Long.parseLong(VERSION.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
        long version = Stream.concat(parents.stream(), draft.dependsOn().stream())
                .mapToLong(one -> Long.parseLong(one.version()) + 1)
                .reduce(now, Math::max);
        while (graph.version(Long.toString(version)) != null) {
            version++;
        }
        return Long.toString(version);
    }

    private static String head(String id, List<Revision> parents, Draft draft) {
        StringBuilder head = new StringBuilder("-- revision: ").append(id);
        if (!parents.isEmpty()) {
            head.append("   revises: ").append(ids(parents));
        }
        head.append('\n');
        if (!draft.labels().isEmpty()) {
            head.append("-- label: ").append(String.join(", ", draft.labels())).append('\n');
        }
        if (!draft.dependsOn().isEmpty()) {
            head.append("-- depends-on: ").append(ids(draft.dependsOn())).append('\n');
        }
        if (draft.reason() != null) {
            head.append("-- one-way: ").append(draft.reason()).append('\n');
        }
        return head.append("-- ").append(draft.sentence()).append('\n').toString();
    }

    private static String comments(List<String> lines) {
        return lines.stream().map(line -> "-- " + line + "\n").collect(Collectors.joining());
    }

    private static String wayBack(String id, String name, Draft draft) {
        return """
                -- Takes back %s: %s
                -- Here stands what undoes V%s, its last statement first. Where tables have to be
                -- filled again from the events afterwards, name them in a line of their own, such as -- rebuild: media_buys
                """.formatted(id, draft.sentence(), name);
    }

    private static String ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).collect(Collectors.joining(", "));
    }

    private Written write(String id, SequencedMap<String, String> files, List<String> warnings)
            throws Refused, IOException {
        List<Path> written = new ArrayList<>();
        try {
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling(""));
                Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
                written.add(path);
            }
            Graph all = GraphLoader.load(folder);
            return new Written(all, all.find(id), written, warnings);
        } catch (Refused | IOException e) {
            for (Path path : written) {
                Files.deleteIfExists(path);
            }
            if (e instanceof Refused) {
                throw new Refused("Nothing was written, because then: " + e.getMessage());
            }
            throw e;
        }
    }
}
