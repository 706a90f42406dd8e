package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A catalogue as the files of a model: one for each table with all that belongs to it, and one for each other kind. */
public final class ModelFiles {
    private static final Map<Kind, String> TOGETHER = Map.of(
            Kind.ENUM, "types.sql",
            Kind.DOMAIN, "types.sql",
            Kind.SEQUENCE, "sequences.sql",
            Kind.FUNCTION, "functions.sql",
            Kind.VIEW, "views.sql",
            Kind.MATERIALIZED_VIEW, "views.sql");

    private ModelFiles() {}

    /** The texts of the files by their names. */
    public static NavigableMap<String, String> of(Catalogue catalogue) {
        NavigableMap<String, List<String>> files = new TreeMap<>();
        List<Key> all = catalogue.items().stream().map(Item::key).toList();
        for (Key key : catalogue.inOrder(all)) {
            Item item = catalogue.get(key);
            if (item == null || key.kind() == Kind.OTHER || isPart(item)) {
                continue;
            }
            String file = TOGETHER.getOrDefault(key.kind(), table(item, catalogue) + ".sql");
            files.computeIfAbsent(file, name -> new ArrayList<>()).addAll(Ddl.create(item, catalogue));
        }
        NavigableMap<String, String> texts = new TreeMap<>();
        files.forEach((file, statements) -> texts.put(file, String.join(";\n", statements) + ";\n"));
        return texts;
    }

    /** Whether it is in the statement that makes its table. */
    private static boolean isPart(Item item) {
        return switch (item.key().kind()) {
            case COLUMN -> true;
            case CONSTRAINT -> Ddl.isInline(item);
            default -> false;
        };
    }

    private static String table(Item item, Catalogue catalogue) {
        String owner =
                item.key().owner().isEmpty() ? item.key().name() : item.key().owner();
        Item table = catalogue.get(Key.of(Kind.TABLE, owner));
        String parent = table == null ? null : table.get("partition of");
        return (parent == null ? owner : parent).replace("\"", "");
    }
}
