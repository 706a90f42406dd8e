package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How some tables of a schema are made anew: at first what rows can be copied into, and the rest once they are there, when it
 * costs less. All statements name objects without their schema.
 */
public final class Blueprint {
    /** What a table is filled before. */
    private static final Set<String> LATER = Set.of("row security", "row security forced", "replica identity");

    private static final Pattern PRIMARY_KEY = Pattern.compile("PRIMARY KEY (\\([^()]*\\))");

    private final Catalogue catalogue;
    private final Set<String> tables;

    /**
     * A blueprint.
     *
     * @param catalogue of a schema that has them
     * @param tables their names
     */
    public Blueprint(Catalogue catalogue, Collection<String> tables) {
        this.catalogue = catalogue;
        this.tables = Set.copyOf(tables);
    }

    /**
     * A statement that makes an index, or a key with its index.
     *
     * @param name of the index
     * @param columns of a primary key, in parentheses; empty for all else
     */
    public record Index(String table, String name, String columns, String statement) {
        public boolean isPrimaryKey() {
            return !columns.isEmpty();
        }
    }

    /** Makes the tables with columns, defaults and checks, and without keys and indexes. */
    public List<String> tables() {
        Catalogue bare = new Catalogue(
                items().filter(Blueprint::isBare).map(Blueprint::withoutLater).toList(), Map.of());
        return items().filter(item -> item.key().kind() == Kind.TABLE)
                .flatMap(item -> Ddl.create(withoutLater(item), bare).stream())
                .toList();
    }

    private static boolean isBare(Item item) {
        return switch (item.key().kind()) {
            case TABLE, COLUMN -> true;
            case CONSTRAINT -> item.text("type").equals("c");
            default -> false;
        };
    }

    private static Item withoutLater(Item item) {
        Map<String, String> attributes = new LinkedHashMap<>(item.attributes());
        attributes.keySet().removeAll(LATER);
        return new Item(item.key(), attributes, item.position());
    }

    /** Makes primary keys, unique constraints and indexes; a table's primary key comes first. */
    public List<Index> indexes() {
        List<Index> indexes = new ArrayList<>();
        items().forEach(item -> {
            boolean isKey =
                    item.key().kind() == Kind.CONSTRAINT && !Set.of("c", "f").contains(item.text("type"));
            if (isKey || item.key().kind() == Kind.INDEX) {
                Matcher key = PRIMARY_KEY.matcher(isKey ? item.text("definition") : "");
                Index index = new Index(
                        item.key().owner(),
                        item.key().name(),
                        key.matches() ? key.group(1) : "",
                        String.join("; ", Ddl.create(item, catalogue)));
                indexes.add(index.isPrimaryKey() ? 0 : indexes.size(), index);
            }
        });
        return List.copyOf(indexes);
    }

    /** Makes the foreign keys between the tables; those to and from others have to wait until they stand beside them. */
    public List<String> foreignKeys() {
        return items().filter(item -> item.key().kind() == Kind.CONSTRAINT
                        && item.text("type").equals("f"))
                .filter(item -> catalogue.needs(item.key()).stream()
                        .filter(needed -> !needed.owner().equals(item.key().owner()))
                        .allMatch(needed -> tables.contains(needed.owner().isEmpty() ? needed.name() : needed.owner())))
                .flatMap(item -> Ddl.create(item, catalogue).stream())
                .toList();
    }

    /** Makes triggers, policies and the rest, after which nothing can be copied into the tables. */
    public List<String> rest() {
        List<String> statements = new ArrayList<>();
        items().filter(item ->
                        Set.of(Kind.TRIGGER, Kind.POLICY).contains(item.key().kind()))
                .forEach(item -> statements.addAll(Ddl.create(item, catalogue)));
        items().filter(item -> item.key().kind() == Kind.TABLE)
                .forEach(item -> statements.addAll(Ddl.rowSecurity(item)));
        return statements;
    }

    /** Materialized views over the tables, which would go on to keep what those had. Plain views are for who moves the tables. */
    public List<String> materializedViews() {
        return catalogue.items().stream()
                .map(Item::key)
                .filter(key -> key.kind() == Kind.MATERIALIZED_VIEW)
                .filter(key -> catalogue.needs(key).stream()
                        .anyMatch(needed -> tables.contains(needed.owner().isEmpty() ? needed.name() : needed.owner())))
                .map(Key::name)
                .toList();
    }

    private Stream<Item> items() {
        return catalogue.items().stream()
                .filter(item -> tables.contains(
                        item.key().owner().isEmpty()
                                ? item.key().name()
                                : item.key().owner()));
    }
}
