package org.buyledger.operations;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a service can do its work now.
 *
 * @param ready whether requests should reach it
 * @param details what that rests on, in words, by name
 */
public record Health(boolean ready, Map<String, String> details) {
    public static Health of(boolean ready, String name, String detail) {
        return new Health(ready, Map.of(name, detail));
    }

    /** Ready when both are. */
    public Health and(Health other) {
        Map<String, String> all = new TreeMap<>(details);
        all.putAll(other.details);
        return new Health(ready && other.ready, all);
    }
}
