package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects as the statements that make them and take them away. */
final class Ddl {
    private Ddl() {}

    /** A text as SQL writes it. */
    static String literal(@Nullable String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    /** Makes an object that is not a part of the statement which makes its table; with its comment. */
    static List<String> create(Item item, Catalogue catalogue) {
        List<String> statements = new ArrayList<>();
        Key key = item.key();
        switch (key.kind()) {
            case ENUM -> statements.add("CREATE TYPE %s AS ENUM (%s)".formatted(key.name(), item.text("labels")));
            case DOMAIN -> statements.add(domain(item));
            case SEQUENCE ->
                statements.add("CREATE %sSEQUENCE %s %s"
                        .formatted(
                                item.get("unlogged") == null ? "" : "UNLOGGED ", key.name(), item.text("parameters")));
            case TABLE -> statements.addAll(table(item, catalogue));
            case COLUMN -> statements.add("ALTER TABLE %s ADD COLUMN %s".formatted(key.owner(), column(item)));
            case CONSTRAINT -> {
                statements.add("ALTER TABLE %s ADD %s%s"
                        .formatted(key.owner(), constraint(item), item.get("not valid") == null ? "" : " NOT VALID"));
            }
            case INDEX -> statements.addAll(index(item));
            case FUNCTION -> statements.add(item.text("definition").strip());
            case VIEW, MATERIALIZED_VIEW -> statements.addAll(view(item));
            case TRIGGER -> {
                statements.add(item.text("definition"));
                if (item.get("state") != null) {
                    statements.add(
                            "ALTER TABLE %s %s TRIGGER %s".formatted(key.owner(), item.text("state"), key.name()));
                }
            }
            case POLICY ->
                statements.add("CREATE POLICY %s ON %s %s".formatted(key.name(), key.owner(), item.text("definition")));
            case OTHER -> throw new IllegalArgumentException(key + " has no statements");
        }
        if (item.get("comment") != null) {
            statements.add(comment(item, item.get("comment")));
        }
        return statements;
    }

    /** Takes an object away. */
    static String drop(Item item) {
        Key key = item.key();
        return switch (key.kind()) {
            case COLUMN -> "ALTER TABLE %s DROP COLUMN %s".formatted(key.owner(), key.name());
            case CONSTRAINT -> "ALTER TABLE %s DROP CONSTRAINT %s".formatted(key.owner(), key.name());
            case TRIGGER, POLICY -> "DROP %s %s ON %s".formatted(word(item), key.name(), key.owner());
            default -> "DROP %s %s".formatted(word(item), key.name());
        };
    }

    /** Says something about an object, or no longer. */
    static String comment(Item item, @Nullable String text) {
        Key key = item.key();
        String what = switch (key.kind()) {
            case COLUMN -> "COLUMN " + key.owner() + "." + key.name();
            case CONSTRAINT, TRIGGER, POLICY -> word(item) + " " + key.name() + " ON " + key.owner();
            default -> word(item) + " " + key.name();
        };
        return "COMMENT ON %s IS %s".formatted(what, literal(text));
    }

    static String word(Item item) {
        return switch (item.key().kind()) {
            case FUNCTION -> item.text("word");
            default -> item.key().kind().word().toUpperCase(Locale.ROOT);
        };
    }

    private static String domain(Item item) {
        return words(
                "CREATE DOMAIN %s AS %s".formatted(item.key().name(), item.text("type")),
                prefixed("COLLATE ", item.get("collation")),
                prefixed("DEFAULT ", item.get("default")),
                item.get("not null") == null ? null : "NOT NULL",
                item.get("checks"));
    }

    /** A column as it stands in a statement. */
    static String column(Item item) {
        String generated = item.get("generated");
        String identity = item.get("identity");
        return words(
                item.key().name(),
                item.text("type"),
                prefixed("STORAGE ", item.get("storage")),
                prefixed("COMPRESSION ", item.get("compression")),
                prefixed("COLLATE ", item.get("collation")),
                generated == null
                        ? null
                        : "GENERATED ALWAYS AS (%s) %s".formatted(expression(generated), storage(generated)),
                identity == null
                        ? null
                        : "GENERATED %s AS IDENTITY (%s)".formatted(identity, item.text("identity sequence")),
                prefixed("DEFAULT ", item.get("default")),
                item.get("not null") == null ? null : "NOT NULL");
    }

    private static String expression(String generated) {
        return generated.substring(0, generated.lastIndexOf(' '));
    }

    private static String storage(String generated) {
        return generated.substring(generated.lastIndexOf(' ') + 1);
    }

    /** A constraint as it stands in a statement. */
    static String constraint(Item item) {
        return "CONSTRAINT %s %s".formatted(item.key().name(), item.text("definition"));
    }

    /** Whether a constraint is written into the statement that makes its table. */
    static boolean isInline(Item constraint) {
        return !constraint.text("type").equals("f") && constraint.get("not valid") == null;
    }

    private static List<String> table(Item item, Catalogue catalogue) {
        String name = item.key().name();
        List<Item> columns = catalogue.of(name, Kind.COLUMN);
        List<Item> constraints = catalogue.of(name, Kind.CONSTRAINT).stream()
                .filter(Ddl::isInline)
                .toList();
        // Of keys over the same columns the server would make only one.
        Map<String, Item> together = new LinkedHashMap<>();
        constraints.forEach(one -> together.putIfAbsent(keyed(one), one));
        String inside = Stream.concat(
                        columns.stream().map(Ddl::column),
                        together.values().stream().map(Ddl::constraint))
                .collect(Collectors.joining(",\n    ", "(\n    ", "\n)"));
        List<String> statements = new ArrayList<>();
        String partitionOf = item.get("partition of");
        statements.add(words(
                "CREATE %sTABLE %s".formatted(item.get("unlogged") == null ? "" : "UNLOGGED ", name),
                partitionOf == null ? null : "PARTITION OF " + partitionOf,
                columns.isEmpty() && constraints.isEmpty() ? partitionOf == null ? "()" : null : inside,
                item.get("bound"),
                parenthesized("INHERITS", item.get("inherits")),
                prefixed("PARTITION BY ", item.get("partition by")),
                parenthesized("WITH", item.get("options"))));
        constraints.stream()
                .filter(one -> !together.containsValue(one))
                .forEach(one -> statements.add("ALTER TABLE %s ADD %s".formatted(name, constraint(one))));
        statements.addAll(rowSecurity(item));
        String identity = item.get("replica identity");
        if (identity != null && !identity.equals("INDEX")) {
            statements.add("ALTER TABLE %s REPLICA IDENTITY %s".formatted(name, identity));
        }
        Stream.concat(columns.stream(), constraints.stream())
                .filter(one -> one.get("comment") != null)
                .forEach(one -> statements.add(comment(one, one.get("comment"))));
        return statements;
    }

    /** What is the same for a primary key and a unique constraint over the same columns. */
    private static String keyed(Item constraint) {
        return constraint.text("definition").replaceFirst("^(PRIMARY KEY|UNIQUE) ", "KEY ");
    }

    static List<String> rowSecurity(Item table) {
        List<String> statements = new ArrayList<>();
        if (table.get("row security") != null) {
            statements.add("ALTER TABLE %s ENABLE ROW LEVEL SECURITY"
                    .formatted(table.key().name()));
        }
        if (table.get("row security forced") != null) {
            statements.add("ALTER TABLE %s FORCE ROW LEVEL SECURITY"
                    .formatted(table.key().name()));
        }
        return statements;
    }

    private static List<String> index(Item item) {
        List<String> statements = new ArrayList<>();
        statements.add(item.text("definition"));
        besideIndex(item).forEach(move -> statements.addAll(move.up()));
        return statements;
    }

    /** What is said of an index by other statements than that which makes it; without its comment. */
    static List<Move> besideIndex(Item item) {
        Key key = item.key();
        String table = "ALTER TABLE " + key.owner();
        List<Move> moves = new ArrayList<>();
        if (item.get("clustered") != null) {
            moves.add(Move.of(table + " CLUSTER ON " + key.name(), table + " SET WITHOUT CLUSTER"));
        }
        if (item.get("replica identity") != null) {
            moves.add(Move.of(
                    table + " REPLICA IDENTITY USING INDEX " + key.name(), table + " REPLICA IDENTITY DEFAULT"));
        }
        return moves;
    }

    private static List<String> view(Item item) {
        Key key = item.key();
        List<String> statements = new ArrayList<>();
        statements.add(words(
                "CREATE %s %s (%s)".formatted(word(item), key.name(), item.text("columns")),
                parenthesized("WITH", item.get("options")),
                "AS\n" + item.text("definition").strip(),
                item.get("not populated") == null ? null : "WITH NO DATA"));
        String comments = item.get("column comments");
        if (comments != null) {
            for (String line : comments.split("\n(?=[\\w\"]+ ')", -1)) {
                int space = line.indexOf(" '");
                statements.add("COMMENT ON COLUMN %s.%s IS%s"
                        .formatted(key.name(), line.substring(0, space), line.substring(space)));
            }
        }
        return statements;
    }

    private static @Nullable String prefixed(String word, @Nullable String text) {
        return text == null ? null : word + text;
    }

    private static @Nullable String parenthesized(String word, @Nullable String text) {
        return text == null ? null : word + " (" + text + ")";
    }

    private static String words(@Nullable String... words) {
        return Stream.of(words).filter(one -> one != null).collect(Collectors.joining(" "));
    }
}
