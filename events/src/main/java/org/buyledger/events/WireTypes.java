package org.buyledger.events;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kinds of a sealed family by their wire names, found by walking the permitted records.
 *
 * @param <T> the root of the family
 */
public final class WireTypes<T> {
    /** What stands before every name in {@code ce_type}. */
    public static final String PREFIX = "org.buyledger.";

    private final Map<String, Class<? extends T>> classes = new TreeMap<>();
    private final Map<Class<?>, String> types = new HashMap<>();

    WireTypes(Class<T> root) {
        collect(root, root);
    }

    private void collect(Class<T> root, Class<?> family) {
        for (Class<?> kind : family.getPermittedSubclasses()) {
            if (kind.isInterface()) {
                collect(root, kind);
                continue;
            }
            WireName name = kind.getAnnotation(WireName.class);
            if (name == null) {
                throw new IllegalStateException(kind + " has no @WireName");
            }
            Class<?> other = classes.put(PREFIX + name.value(), kind.asSubclass(root));
            if (other != null) {
                throw new IllegalStateException(kind + " and " + other + " share the wire name " + name.value());
            }
            types.put(kind, PREFIX + name.value());
        }
    }

    /** The record of a {@code ce_type}, empty where there is none. */
    public Optional<Class<? extends T>> find(String type) {
        return Optional.ofNullable(classes.get(type));
    }

    /** The {@code ce_type} of a command or event. */
    public String typeOf(T value) {
        return typeOf(value.getClass());
    }

    public String typeOf(Class<?> kind) {
        String type = types.get(kind);
        if (type == null) {
            throw new IllegalArgumentException(kind + " is not of this family");
        }
        return type;
    }

    /** All full type names, sorted. */
    public Collection<String> names() {
        return Collections.unmodifiableCollection(classes.keySet());
    }
}
