package org.buyledger.migrations.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the comments at the head of a revision's file say besides its place in the graph. A line that begins with one of the
 * {@link #KEYS} and a colon is made of such entries, separated by two or more spaces; the other lines are the description.
 *
 * <p>{@code data} may stand at the head of the way back instead: the file of the way up cannot change any more once it is
 * applied, the one of the way back can. Where it does, {@code rebuild} beside it means what it means in the way up: what is
 * lost has to be filled again when the revision is applied again. In the head of a way back without {@code data}, it means what
 * has to be filled again once the revision is taken back; {@code rebuild-back} says that beside any other entry.
 *
 * @param oneWay why it cannot be taken back; null where it can
 * @param data what its way back loses; null when it loses nothing
 * @param rebuild tables that have to be filled again from the events once it is applied; where its data is projected, only
 *     when it was applied before and taken back
 * @param rebuildBack tables that have to be filled again once it is taken back; the head of the way back says so
 * @param lintIgnore findings that were looked at, of either file: a rule and the reason
 * @param description why the change is made, as the comment says it
 */
public record Header(
        @Nullable String oneWay,
        @Nullable Data data,
        List<String> rebuild,
        List<String> rebuildBack,
        List<String> lintIgnore,
        String description) {
    /** Whose data a way back loses. */
    public enum Data {
        /** What the events bring back. */
        projected,
        /** What nothing brings back. */
        authoritative
    }

    /** Whether the way back loses only what the events bring back. */
    public boolean projected() {
        return data == Data.projected;
    }

    /** Whether the way back loses what nothing brings back. */
    public boolean authoritative() {
        return data == Data.authoritative;
    }

    /** The entries that exist. */
    static final List<String> KEYS = List.of(
            "revision", "revises", "depends-on", "label", "one-way", "data", "rebuild", "rebuild-back", "lint-ignore");

    /** Those that the head of a way back can have. */
    static final List<String> KEYS_BACK = List.of("data", "rebuild", "rebuild-back", "lint-ignore");

    private static final Pattern ENTRY_LINE = Pattern.compile("(" + String.join("|", KEYS) + "):(\\s.*|)");
    private static final Pattern ENTRY = Pattern.compile("([a-z-]+):\\s*(.*)");

    /** The entries of a file's head by their key, and the description that stands among them. */
    record Parsed(Map<String, List<String>> entries, String description) {
        /** Of a file that is not there. */
        static final Parsed EMPTY = new Parsed(Map.of(), "");

        /** The values of an entry that is a list; separated by commas or spaces. */
        List<String> list(String key) {
            List<String> values = entries.get(key);
            if (values == null) {
                return List.of();
            }
            return values.stream()
                    .flatMap(value -> List.of(value.split("[,\\s]+", -1)).stream())
                    .filter(value -> !value.isEmpty())
                    .toList();
        }

        /** The value of an entry that is a sentence. */
        @Nullable
        String text(String key) {
            List<String> values = entries.getOrDefault(key, List.of());
            return values.isEmpty() ? null : String.join(" ", values);
        }
    }

    /** Reads the comment lines at the head of a way up. */
    static Parsed parse(String text, List<String> problems, String file) {
        return parse(text, KEYS, problems, file);
    }

    /** Reads the comment lines at the head of a file, which can have some of the {@link #KEYS}. */
    static Parsed parse(String text, List<String> keys, List<String> problems, String file) {
        Map<String, List<String>> entries = new HashMap<>();
        List<String> description = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String stripped = line.strip();
            if (stripped.startsWith("--")) {
                String comment = stripped.substring(2).strip();
                if (ENTRY_LINE.matcher(comment).matches()) {
                    entries(comment, keys, entries, problems, file);
                } else if (!comment.isEmpty()) {
                    description.add(comment);
                }
            } else if (!stripped.isEmpty()) {
                break;
            }
        }
        return new Parsed(entries, String.join("\n", description));
    }

    private static void entries(
            String comment, List<String> keys, Map<String, List<String>> entries, List<String> problems, String file) {
        for (String part : comment.split("\\s{2,}", -1)) {
            Matcher entry = ENTRY.matcher(part);
            if (!entry.matches() || !keys.contains(entry.group(1))) {
                problems.add(
                        "%s: '%s' is not an entry of a head; the entries are %s, each with a colon and its value, with two spaces between them"
                                .formatted(file, part, String.join(", ", keys)));
            } else {
                entries.computeIfAbsent(entry.group(1), key -> new ArrayList<>())
                        .add(entry.group(2));
            }
        }
    }
}
