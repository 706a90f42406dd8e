package org.buyledger.benchmarks.handler;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.buyledger.command.ledger.Store;
import org.jspecify.annotations.Nullable;

/** A store that costs next to nothing: a hash table, and a tree of those keys alone that are scanned. */
public final class MapStore implements Store {
    private static final byte[] EMPTY = {};

    private final Map<String, byte[]> entries = new HashMap<>();
    private final NavigableSet<String> pointers = new TreeSet<>();

    @Override
    public byte @Nullable [] get(String key) {
        return entries.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        entries.put(key, value);
        if (value.length == 0) {
            pointers.add(key);
        }
    }

    @Override
    public void delete(String key) {
        entries.remove(key);
        pointers.remove(key);
    }

    @Override
    public void scan(String from, String to, BiPredicate<String, byte[]> visitor) {
        for (String key : pointers.subSet(from, to)) {
            if (!visitor.test(key, EMPTY)) {
                return;
            }
        }
    }
}
