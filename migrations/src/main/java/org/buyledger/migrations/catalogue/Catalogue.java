package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a schema and what each needs, without the name of the schema, so that two of them can be compared.
 */
public final class Catalogue {
    private final NavigableMap<Key, Item> items;
    private final Map<Key, NavigableSet<Key>> needs;

    /**
     * A catalogue.
     *
     * @param needs what has to be there before an object can be
     */
    Catalogue(Collection<Item> items, Map<Key, NavigableSet<Key>> needs) {
        NavigableMap<Key, Item> sorted = new TreeMap<>();
        items.forEach(item -> sorted.put(item.key(), item));
        this.items = Collections.unmodifiableNavigableMap(sorted);
        this.needs = Map.copyOf(needs);
    }

    /** All of them, by kind, owner and name. */
    public Collection<Item> items() {
        return items.values();
    }

    /** One of them; null where there is none. */
    public @Nullable Item get(Key key) {
        return items.get(key);
    }

    /** One of them, which is there. */
    Item item(Key key) {
        Item item = items.get(key);
        if (item == null) {
            throw new IllegalStateException(key + " is not in the catalogue");
        }
        return item;
    }

    /** Whether there is one. */
    public boolean has(Key key) {
        return items.containsKey(key);
    }

    /** What an object needs directly. */
    public Set<Key> needs(Key key) {
        return needs.getOrDefault(key, Collections.emptyNavigableSet());
    }

    /** What needs an object directly. */
    public NavigableSet<Key> needing(Key key) {
        NavigableSet<Key> needing = new TreeSet<>();
        needs.forEach((one, its) -> {
            if (its.contains(key)) {
                needing.add(one);
            }
        });
        return needing;
    }

    /** The objects of a table or view: its columns by their position, all else by kind and name. */
    public List<Item> of(String owner, Kind kind) {
        List<Item> found = new ArrayList<>();
        for (Item item : items.values()) {
            if (item.key().kind() == kind && item.key().owner().equals(owner)) {
                found.add(item);
            }
        }
        found.sort(Comparator.comparingInt(Item::position).thenComparing(Item::key));
        return found;
    }

    /** Some of them, each after what it needs, and as near to the order of kinds as that allows. */
    public List<Key> inOrder(Collection<Key> some) {
        NavigableSet<Key> left = new TreeSet<>(some);
        List<Key> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Key next = left.stream()
                    .filter(one -> needs(one).stream().noneMatch(left::contains))
                    .findFirst()
                    // Objects that need each other: the server has made them somehow, and the proof tells whether we
                    // can.
                    .orElse(left.first());
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
