package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema that a seed draws, and one that differs from it in a few places. */
final class DrawnSchema {
    private static final int TABLES = 4;
    private static final int COLUMNS = 6;
    private static final int PARTS = 5;
    private static final int EDITS = 6;
    /** Types any of which a column can have instead of any other. */
    private static final List<String> PLAIN = List.of("integer", "bigint", "numeric(12,2)", "text", "varchar(20)");

    private static final List<String> OTHER =
            List.of("timestamptz", "jsonb", "boolean", "text[]", "colour", "filled", "uuid");

    private static final class Column {
        private final String name;
        private String type;
        private @Nullable String preset;
        private boolean notNull;
        private @Nullable String comment;
        /** The column that it is computed from; null for those that are not computed. */
        private final @Nullable String source;

        private Column(String name, String type, @Nullable String source) {
            this.name = name;
            this.type = type;
            this.source = source;
        }

        private boolean isPlain() {
            return PLAIN.contains(type) && source == null;
        }

        private String sql() {
            String generated = source == null ? "" : " GENERATED ALWAYS AS (upper(%s::text)) STORED".formatted(source);
            return name + " " + type + generated + (preset == null ? "" : " DEFAULT " + preset)
                    + (notNull ? " NOT NULL" : "");
        }
    }

    /**
     * What a table has beside its columns.
     *
     * @param needs names of columns
     * @param points the table that it points at; empty for none
     */
    private record Part(String sql, Set<String> needs, String points) {}

    private static final class Table {
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final Map<String, Part> parts = new TreeMap<>();
        private @Nullable String comment;

        private List<Column> plain() {
            return columns.values().stream().filter(Column::isPlain).toList();
        }
    }

    /** A view of one table. */
    private record View(String table, List<String> columns, String condition) {}

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, View> views = new TreeMap<>();
    private final List<String> labels = new ArrayList<>(List.of("red", "green", "blue"));
    private final Set<Integer> lengths = new TreeSet<>(Set.of(100));
    private int added = 1;
    /** For names that were never there before. */
    private int names;

    private DrawnSchema(Random random) {
        for (int i = 0; i < TABLES; i++) {
            addTable(random);
        }
        for (int i = 0; i < 2; i++) {
            addView(random);
        }
    }

    /** The same pair for the same seed. */
    static Pair pair(long seed) {
        DrawnSchema one = new DrawnSchema(new Random(seed));
        Random random = new Random(seed);
        DrawnSchema other = new DrawnSchema(random);
        int edits = 1 + random.nextInt(EDITS);
        for (int i = 0; i < edits; i++) {
            other.edit(random);
        }
        return new Pair("drawn by the seed " + seed, one.sql(), other.sql());
    }

    private static <T> T any(Random random, Collection<T> some) {
        return List.copyOf(some).get(random.nextInt(some.size()));
    }

    private String name(String prefix) {
        return prefix + names++;
    }

    private void edit(Random random) {
        switch (random.nextInt(14)) {
            case 0 -> addTable(random);
            case 1 -> dropTable(random);
            case 2 -> addColumn(any(random, tables.values()), random);
            case 3 -> dropColumn(random);
            case 4 -> retype(random);
            case 5 -> preset(any(random, tables.values()), random);
            case 6 -> notNull(random);
            case 7 -> comment(random);
            case 8 -> addPart(any(random, tables.keySet()), name("part"), random);
            case 9 -> any(random, tables.values()).parts.keySet().removeIf(name -> !isKey(name));
            case 10 -> changePart(random);
            case 11 -> labels(random);
            case 12 -> views(random);
            default -> domainOrFunction(random);
        }
    }

    private void addTable(Random random) {
        String name = name("t");
        Table table = new Table();
        Column id = new Column("id", "bigint", null);
        table.columns.put(id.name, id);
        tables.put(name, table);
        table.parts.put(name + "_pk", new Part("ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY (id)", Set.of("id"), ""));
        for (int i = 0; i < COLUMNS; i++) {
            addColumn(table, random);
        }
        for (int i = 0; i < PARTS; i++) {
            addPart(name, name("part"), random);
        }
    }

    private void dropTable(Random random) {
        String name = any(random, tables.keySet());
        if (tables.size() > 1) {
            tables.remove(name);
            views.values().removeIf(view -> view.table.equals(name));
            tables.values().forEach(table -> table.parts.values().removeIf(part -> part.points.equals(name)));
        }
    }

    private void addColumn(Table table, Random random) {
        String name = name("c");
        List<Column> plain = table.plain();
        boolean generated = !plain.isEmpty() && random.nextInt(6) == 0;
        Column column = generated
                ? new Column(name, "text", any(random, plain).name)
                : new Column(name, any(random, random.nextInt(3) > 0 ? PLAIN : OTHER), null);
        table.columns.put(name, column);
        if (!generated) {
            column.preset = random.nextBoolean() ? presetOf(column.type, random) : null;
            column.notNull = random.nextInt(3) == 0;
        }
    }

    private static String presetOf(String type, Random random) {
        int n = random.nextInt(90);
        return switch (type) {
            case "integer", "bigint", "numeric(12,2)" -> Integer.toString(n);
            case "timestamptz" -> "now()";
            case "jsonb" -> "'{\"n\": %d}'".formatted(n);
            case "boolean" -> Boolean.toString(n > 45);
            case "text[]" -> "ARRAY['%d']".formatted(n);
            case "colour" -> "'red'";
            case "uuid" -> "gen_random_uuid()";
            default -> "'it''s %d'".formatted(n);
        };
    }

    private void dropColumn(Random random) {
        Map.Entry<String, Table> table = any(random, tables.entrySet());
        String name = any(random, table.getValue().columns.keySet());
        if (!name.equals("id")) {
            drop(table.getKey(), table.getValue(), name);
        }
    }

    private void drop(String tableName, Table table, String column) {
        table.columns.remove(column);
        table.parts.values().removeIf(part -> part.needs.contains(column));
        views.values().removeIf(view -> view.table.equals(tableName) && view.columns.contains(column));
        table.columns.values().stream()
                .filter(one -> column.equals(one.source))
                .map(one -> one.name)
                .toList()
                .forEach(one -> drop(tableName, table, one));
    }

    private void retype(Random random) {
        Table table = any(random, tables.values());
        List<Column> plain = table.plain().stream()
                .filter(column -> !column.name.equals("id"))
                .filter(column -> table.parts.values().stream()
                        .noneMatch(part -> !part.points.isEmpty() && part.needs.contains(column.name)))
                .toList();
        if (!plain.isEmpty()) {
            Column column = any(random, plain);
            column.type = any(random, PLAIN);
            column.preset = column.preset == null ? null : presetOf(column.type, random);
        }
    }

    private static void preset(Table table, Random random) {
        Column column = any(random, table.columns.values());
        if (column.source == null && !column.name.equals("id")) {
            column.preset = column.preset == null || random.nextBoolean() ? presetOf(column.type, random) : null;
        }
    }

    private void notNull(Random random) {
        Column column = any(random, any(random, tables.values()).columns.values());
        if (!column.name.equals("id")) {
            column.notNull = !column.notNull;
        }
    }

    private void comment(Random random) {
        Table table = any(random, tables.values());
        String text = random.nextInt(3) == 0 ? null : "it's " + random.nextInt(1000);
        if (random.nextBoolean()) {
            table.comment = text;
        } else {
            any(random, table.columns.values()).comment = text;
        }
    }

    private void addPart(String tableName, String name, Random random) {
        Table table = tables.get(tableName);
        if (table == null || table.plain().isEmpty()) {
            return;
        }
        String column = any(random, table.plain()).name;
        String second = any(random, table.plain()).name;
        int n = random.nextInt(100);
        table.parts.put(
                name,
                switch (random.nextInt(9)) {
                    case 0 ->
                        new Part(
                                "ALTER TABLE %%s ADD CONSTRAINT %%s CHECK (length(%s::text) < %d)".formatted(column, n),
                                Set.of(column),
                                "");
                    case 1 ->
                        new Part(
                                "ALTER TABLE %%s ADD CONSTRAINT %%s UNIQUE (%s)".formatted(column), Set.of(column), "");
                    case 2 -> foreignKey(table, random);
                    case 3 -> new Part("CREATE INDEX %%2$s ON %%1$s (%s DESC)".formatted(column), Set.of(column), "");
                    case 4 ->
                        new Part(
                                "CREATE INDEX %%2$s ON %%1$s (lower(%s::text)) WHERE %s IS NOT NULL"
                                        .formatted(column, second),
                                new TreeSet<>(List.of(column, second)),
                                "");
                    case 5 ->
                        new Part(
                                "CREATE UNIQUE INDEX %%2$s ON %%1$s (%s) INCLUDE (id) NULLS NOT DISTINCT"
                                        .formatted(column),
                                Set.of(column),
                                "");
                    case 6 ->
                        new Part(
                                "CREATE TRIGGER %%2$s BEFORE UPDATE OF %s ON %%1$s FOR EACH ROW WHEN (old.%1$s IS DISTINCT FROM new.%1$s) EXECUTE FUNCTION touch()"
                                        .formatted(column),
                                Set.of(column),
                                "");
                    case 7 ->
                        new Part(
                                "CREATE POLICY %%2$s ON %%1$s USING (%s IS NOT NULL AND id <> %d)".formatted(column, n),
                                Set.of(column),
                                "");
                    default ->
                        new Part(
                                "ALTER TABLE %%s ADD CONSTRAINT %%s CHECK (added(id) > %d)".formatted(n),
                                Set.of("id"),
                                "");
                });
    }

    private Part foreignKey(Table table, Random random) {
        String target = any(random, tables.keySet());
        String column = table.plain().stream()
                .filter(one -> one.type.equals("bigint") && !one.name.equals("id"))
                .map(one -> one.name)
                .findFirst()
                .orElse("id");
        return new Part(
                "ALTER TABLE %%s ADD CONSTRAINT %%s FOREIGN KEY (%s) REFERENCES %s ON DELETE %s"
                        .formatted(column, target, random.nextBoolean() ? "CASCADE" : "RESTRICT"),
                Set.of(column),
                target);
    }

    private void changePart(Random random) {
        Map.Entry<String, Table> table = any(random, tables.entrySet());
        List<String> some = table.getValue().parts.keySet().stream()
                .filter(name -> !isKey(name))
                .toList();
        if (!some.isEmpty()) {
            addPart(table.getKey(), any(random, some), random);
        }
    }

    /** Foreign keys point at it. */
    private static boolean isKey(String part) {
        return part.endsWith("_pk");
    }

    private void labels(Random random) {
        if (random.nextBoolean()) {
            labels.add(random.nextInt(labels.size() + 1), name("label"));
        } else if (labels.size() > 1) {
            labels.removeLast();
            if (!labels.contains("red")) {
                labels.add("red");
            }
        }
    }

    private void addView(Random random) {
        views.put(name("v"), view(random));
    }

    private View view(Random random) {
        Map.Entry<String, Table> table = any(random, tables.entrySet());
        List<String> columns = table.getValue().columns.keySet().stream()
                .filter(one -> random.nextBoolean() || one.equals("id"))
                .toList();
        return new View(table.getKey(), columns, "id > " + random.nextInt(100));
    }

    private void views(Random random) {
        if (views.isEmpty() || random.nextInt(3) == 0) {
            addView(random);
        } else if (random.nextBoolean()) {
            views.put(any(random, views.keySet()), view(random));
        } else {
            views.remove(any(random, views.keySet()));
        }
    }

    private void domainOrFunction(Random random) {
        if (random.nextBoolean()) {
            added = random.nextInt(100);
        } else if (!lengths.remove(100)) {
            lengths.add(random.nextInt(100));
        }
    }

    private String sql() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TYPE colour AS ENUM (%s)"
                .formatted(labels.stream().map(label -> "'" + label + "'").collect(Collectors.joining(", "))));
        statements.add("CREATE DOMAIN filled AS text"
                + lengths.stream()
                        .map(n -> " CONSTRAINT up_to_%d CHECK (length(VALUE) <= %1$d)".formatted(n))
                        .collect(Collectors.joining()));
        statements.add("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$");
        statements.add("CREATE FUNCTION added(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT n + %d $$"
                .formatted(added));
        tables.forEach((name, table) -> statements.addAll(table(name, table)));
        for (boolean foreign : List.of(false, true)) {
            tables.forEach((name, table) -> table.parts.forEach((part, its) -> {
                if (its.points.isEmpty() != foreign) {
                    statements.add(its.sql.formatted(name, part));
                }
            }));
        }
        views.forEach((name, view) -> statements.add("CREATE VIEW %s AS SELECT %s FROM %s WHERE %s"
                .formatted(name, String.join(", ", view.columns), view.table, view.condition)));
        return String.join(";\n", statements) + ";";
    }

    private static List<String> table(String name, Table table) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE %s (%s)"
                .formatted(
                        name, table.columns.values().stream().map(Column::sql).collect(Collectors.joining(", "))));
        if (table.comment != null) {
            statements.add("COMMENT ON TABLE %s IS %s".formatted(name, Ddl.literal(table.comment)));
        }
        for (Column column : table.columns.values()) {
            if (column.comment != null) {
                statements.add(
                        "COMMENT ON COLUMN %s.%s IS %s".formatted(name, column.name, Ddl.literal(column.comment)));
            }
        }
        return statements;
    }
}
