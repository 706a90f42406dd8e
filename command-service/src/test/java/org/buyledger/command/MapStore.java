package org.buyledger.command;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.buyledger.command.ledger.Store;
import org.jspecify.annotations.Nullable;

/** A store in a map. */
public final class MapStore implements Store {
    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    @Override
    public byte @Nullable [] get(String key) {
        return entries.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void delete(String key) {
        entries.remove(key);
    }

    @Override
    public void scan(String from, String to, BiPredicate<String, byte[]> visitor) {
        for (Map.Entry<String, byte[]> entry : entries.subMap(from, to).entrySet()) {
            if (!visitor.test(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    /** All entries. */
    public Map<String, byte[]> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** How many entries there are whose keys begin with a prefix. */
    public long count(String prefix) {
        return entries.keySet().stream().filter(key -> key.startsWith(prefix)).count();
    }
}
