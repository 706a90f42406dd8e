package org.buyledger.migrations.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder with {@code migration/V<time>__<slug>.sql}, which Flyway sees, and {@code undo/U<time>__<slug>.sql}, which
 * it does not.
 */
public final class GraphLoader {
    private static final Pattern NAME = Pattern.compile("([VU])([0-9]{14})__([a-z0-9_]+)\\.sql");
    private static final Pattern CONCURRENTLY = Pattern.compile("\\bCONCURRENTLY\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_BATCHES =
            Pattern.compile("\\bCALL\\s+work_in_batches\\b", Pattern.CASE_INSENSITIVE);

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Script> downs = new TreeMap<>();
    private final Set<Path> confs = new HashSet<>();

    private GraphLoader() {}

    /**
     * The graph of the revisions in a folder.
     *
     * @param folder has the folders {@code migration} and, unless there is no way back at all, {@code undo}
     * @throws Refused naming every file that is not as it must be
     * @throws IOException when a file cannot be read
     */
    public static Graph load(Path folder) throws Refused, IOException {
        return new GraphLoader().graph(folder);
    }

    private Graph graph(Path folder) throws Refused, IOException {
        Path migration = folder.resolve("migration");
        if (!Files.isDirectory(migration)) {
            throw new Refused("There are no revisions in %s: it has no folder 'migration'.".formatted(folder));
        }
        for (Path file : files(folder.resolve("undo"))) {
            Matcher name = name(file, "U");
            if (name != null) {
                downs.put(name.group(2) + "__" + name.group(3), script(file));
            }
        }
        List<Revision> revisions = new ArrayList<>();
        for (Path file : files(migration)) {
            Matcher name = name(file, "V");
            if (name != null) {
                Revision revision = revision(name.group(2), name.group(3), script(file));
                if (revision != null) {
                    revisions.add(revision);
                }
            }
        }
        downs.forEach((slug, down) ->
                problems.add("%s: there is no V%s.sql whose way back it could be".formatted(down.file(), slug)));
        if (!problems.isEmpty()) {
            throw new Refused(String.join("\n", problems));
        }
        return Graph.of(revisions);
    }

    private List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Map<Boolean, List<Path>> kinds = files.sorted()
                    .collect(Collectors.partitioningBy(
                            file -> file.getFileName().toString().endsWith(".sql.conf")));
            confs.addAll(kinds.getOrDefault(true, List.of()));
            return kinds.getOrDefault(false, List.of());
        }
    }

    private @Nullable Matcher name(Path file, String letter) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && name.group(1).equals(letter)) {
            return name;
        }
        problems.add(
                "%s: the name must be %s, a time as yyyyMMddHHmmss, two underscores, what it does in a-z, 0-9 and _, and .sql"
                        .formatted(file.getFileName(), letter));
        return null;
    }

    private Script script(Path file) throws IOException {
        Path conf = file.resolveSibling(file.getFileName() + ".conf");
        boolean inTransaction = !confs.contains(conf)
                || Files.readString(conf)
                        .lines()
                        .map(line -> line.replace(" ", ""))
                        .noneMatch("executeInTransaction=false"::equals);
        return new Script(file.getFileName().toString(), Files.readString(file), inTransaction);
    }

    private @Nullable Revision revision(String version, String slug, Script up) {
        Header.Parsed head = Header.parse(up.text(), problems, up.file());
        Script down = downs.remove(version + "__" + slug);
        List<String> ids = head.list("revision");
        if (ids.size() != 1) {
            problems.add("%s: it needs one line '-- revision: <id>   revises: <id>' at its head".formatted(up.file()));
            return null;
        }
        Header header = header(up, head, down);
        transactions(up);
        if (down != null) {
            transactions(down);
        }
        return new Revision(
                ids.getFirst(),
                version,
                slug,
                head.list("revises"),
                head.list("depends-on"),
                head.list("label"),
                header,
                up,
                down);
    }

    private Header header(Script up, Header.Parsed head, @Nullable Script down) {
        String oneWay = head.text("one-way");
        if (oneWay != null && oneWay.isBlank()) {
            problems.add("%s: 'one-way:' needs the reason why there is no way back".formatted(up.file()));
        }
        if (oneWay == null && down == null && !up.isEmpty()) {
            problems.add("%s: it has no way back; write undo/%s, or say 'one-way: <reason>' at its head"
                    .formatted(up.file(), "U" + up.file().substring(1)));
        }
        if (oneWay != null && down != null) {
            problems.add(
                    "%s: it is one-way and yet there is %s; remove one of the two".formatted(up.file(), down.file()));
        }
        Header.Parsed back =
                down == null ? Header.Parsed.EMPTY : Header.parse(down.text(), Header.KEYS_BACK, problems, down.file());
        if (!head.list("rebuild-back").isEmpty()) {
            problems.add("%s: 'rebuild-back' stands at the head of the way back".formatted(up.file()));
        }
        boolean ofLost = back.text("data") != null;
        return new Header(
                oneWay,
                data(up, head, back),
                ofLost ? joined(head.list("rebuild"), back.list("rebuild")) : head.list("rebuild"),
                ofLost ? back.list("rebuild-back") : joined(back.list("rebuild"), back.list("rebuild-back")),
                Stream.of(head, back)
                        .flatMap(one -> one.entries().getOrDefault("lint-ignore", List.of()).stream())
                        .toList(),
                head.description());
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private Header.@Nullable Data data(Script up, Header.Parsed head, Header.Parsed back) {
        Set<Header.Data> said = EnumSet.noneOf(Header.Data.class);
        for (Header.Parsed one : List.of(head, back)) {
            String text = one.text("data");
            if (text != null) {
                Arrays.stream(Header.Data.values())
                        .filter(data -> data.name().equals(text))
                        .findFirst()
                        .ifPresentOrElse(
                                said::add,
                                () -> problems.add(
                                        "%s: 'data: %s' is neither 'projected', which the events bring back, nor 'authoritative', which nothing does"
                                                .formatted(up.file(), text)));
            }
        }
        if (said.size() > 1) {
            problems.add("%s: its head and that of its way back differ in what 'data' is lost".formatted(up.file()));
        }
        return said.stream().findFirst().orElse(null);
    }

    private void transactions(Script script) {
        if (script.inTransaction()) {
            // Nearly no file has the words, so its comments need not be taken out to see that.
            String words = script.text().toUpperCase(Locale.ROOT);
            if (words.contains("CONCURRENTLY") || words.contains("WORK_IN_BATCHES")) {
                String sql = script.sql();
                outsideOnly(script, CONCURRENTLY.matcher(sql));
                outsideOnly(script, IN_BATCHES.matcher(sql));
            }
        }
    }

    private void outsideOnly(Script script, Matcher found) {
        if (found.find()) {
            problems.add(
                    "%s: %s works outside a transaction only; put a file %s.conf beside it with the line executeInTransaction=false"
                            .formatted(script.file(), found.group(), script.file()));
        }
    }
}
