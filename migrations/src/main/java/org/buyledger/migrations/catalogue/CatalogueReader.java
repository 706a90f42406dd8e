package org.buyledger.migrations.catalogue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalogue of PostgreSQL for the schema that is first on the search path. All definitions come from the server's
 * own printers, so that equal objects have equal text however they were written.
 */
public final class CatalogueReader {
    /** classid, objid and objsubid, as pg_depend names an object. */
    private record Address(long type, long object, int part) {
        Address whole() {
            return new Address(type, object, 0);
        }
    }

    private static final Set<Kind> RELATIONS = Set.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW);

    private final Set<String> excluded;
    private final List<Item> items = new ArrayList<>();
    private final Map<Address, Key> keys = new HashMap<>();
    /** What owns others, by its name. */
    private final Map<String, Key> relations = new HashMap<>();

    private final Map<Address, Address> aliases = new HashMap<>();
    /** Constraints that are written into the statement of their table. */
    private final Set<Key> inline = new HashSet<>();

    private CatalogueReader(Set<String> excluded) {
        this.excluded = excluded;
    }

    /**
     * Reads all of it.
     *
     * @param excluded names of tables and functions that are not looked at
     */
    public static Catalogue read(Connection connection, Set<String> excluded) throws SQLException {
        CatalogueReader reader = new CatalogueReader(excluded);
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<Kind, String> query : CatalogueQueries.ITEMS) {
                reader.items(query.getKey(), statement, query.getValue());
            }
            reader.aliases(statement);
            return new Catalogue(reader.items, reader.needs(statement));
        }
    }

    /** Rows of the address, the owner, the name, the position, and then the attributes by the names of the columns. */
    private void items(Kind kind, Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            ResultSetMetaData columns = row.getMetaData();
            while (row.next()) {
                Key key = new Key(kind, row.getString("owner"), row.getString("name"));
                if (isExcluded(key)) {
                    continue;
                }
                Map<String, String> attributes = new LinkedHashMap<>();
                for (int i = 7; i <= columns.getColumnCount(); i++) {
                    String text = row.getString(i);
                    if (text != null) {
                        attributes.put(columns.getColumnLabel(i), text);
                    }
                }
                Item item = new Item(key, attributes, row.getInt("position"));
                items.add(item);
                if (kind == Kind.CONSTRAINT && Ddl.isInline(item)) {
                    inline.add(key);
                }
                keys.put(new Address(row.getLong(1), row.getLong(2), row.getInt(3)), key);
                if (RELATIONS.contains(kind)) {
                    relations.put(key.name(), key);
                }
            }
        }
    }

    private boolean isExcluded(Key key) {
        return excluded.contains(key.owner()) || excluded.contains(key.name().replaceFirst("\\(.*", ""));
    }

    private void aliases(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(CatalogueQueries.ALIASES)) {
            while (row.next()) {
                aliases.put(
                        new Address(row.getLong(1), row.getLong(2), row.getInt(3)),
                        new Address(row.getLong(4), row.getLong(5), row.getInt(6)));
            }
        }
    }

    private Map<Key, NavigableSet<Key>> needs(Statement statement) throws SQLException {
        Map<Key, NavigableSet<Key>> needs = new TreeMap<>();
        for (Item item : items) {
            owner(item.key()).ifPresent(owner -> add(needs, item.key(), owner));
        }
        try (ResultSet row = statement.executeQuery(CatalogueQueries.DEPENDENCIES)) {
            while (row.next()) {
                Key one = key(new Address(row.getLong(1), row.getLong(2), row.getInt(3)));
                Key other = key(new Address(row.getLong(4), row.getLong(5), row.getInt(6)));
                // A sequence that is owned by a column is made before it, and given to it afterwards.
                if (one != null && other != null && one.kind() != Kind.SEQUENCE) {
                    add(needs, one, other);
                    addToTable(needs, one, other);
                }
            }
        }
        return needs;
    }

    private Optional<Key> owner(Key key) {
        return Optional.ofNullable(relations.get(key.owner()));
    }

    private static void add(Map<Key, NavigableSet<Key>> needs, Key one, Key other) {
        // A table is made together with its columns, so it needs none of them.
        boolean itself = one.equals(other)
                || (other.owner().equals(one.name()) && one.owner().isEmpty());
        if (!itself) {
            needs.computeIfAbsent(one, key -> new TreeSet<>()).add(other);
        }
    }

    /** What a table is made together with needs something; then the table needs it. */
    private void addToTable(Map<Key, NavigableSet<Key>> needs, Key part, Key other) {
        boolean isInline = part.kind() == Kind.COLUMN || (part.kind() == Kind.CONSTRAINT && inline.contains(part));
        if (isInline && !other.owner().equals(part.owner())) {
            owner(part).ifPresent(table -> add(needs, table, other));
        }
    }

    private @Nullable Key key(Address address) {
        Address at = aliases.getOrDefault(address, aliases.getOrDefault(address.whole(), address));
        Key key = keys.get(at);
        return key == null ? keys.get(at.whole()) : key;
    }
}
