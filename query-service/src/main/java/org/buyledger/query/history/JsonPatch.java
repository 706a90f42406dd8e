package org.buyledger.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What makes one JSON document of another, as RFC 6902 writes it, with {@code add}, {@code remove} and {@code replace} alone.
 * A document that is missing comes by {@code add} of the whole and goes by {@code replace} of the whole with null.
 */
final class JsonPatch {
    private final List<Operation> operations = new ArrayList<>();

    private JsonPatch() {}

    /**
     * One step of a patch.
     *
     * @param path a JSON pointer (RFC 6901)
     * @param value absent where something is removed
     */
    record Operation(
            String op,
            String path,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode value) {}

    /** The patch from a document to another; empty when they are the same. */
    static List<Operation> between(JsonNode before, JsonNode after) {
        JsonPatch patch = new JsonPatch();
        if (before.isMissingNode() && after.isMissingNode()) {
            return List.of();
        }
        if (before.isMissingNode()) {
            patch.add("", after);
        } else if (after.isMissingNode()) {
            patch.replace("", NullNode.getInstance());
        } else {
            patch.compare("", before, after);
        }
        return patch.operations;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            objects(path, before, after);
        } else if (before.isArray() && after.isArray()) {
            arrays(path, before, after);
        } else {
            replace(path, after);
        }
    }

    private void objects(String path, JsonNode before, JsonNode after) {
        for (Map.Entry<String, JsonNode> member : before.properties()) {
            if (!after.has(member.getKey())) {
                remove(path + '/' + escaped(member.getKey()));
            }
        }
        for (Map.Entry<String, JsonNode> member : after.properties()) {
            String at = path + '/' + escaped(member.getKey());
            JsonNode old = before.get(member.getKey());
            if (old == null) {
                add(at, member.getValue());
            } else {
                compare(at, old, member.getValue());
            }
        }
    }

    /** What is the same at both ends stays; of what is between, elements are compared by place, and the rest comes or goes. */
    private void arrays(String path, JsonNode before, JsonNode after) {
        int begin = 0;
        int shorter = Math.min(before.size(), after.size());
        while (begin < shorter && before.get(begin).equals(after.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        int both = shorter - end;
        for (int i = begin; i < both; i++) {
            compare(path + '/' + i, before.get(i), after.get(i));
        }
        for (int i = before.size() - end - 1; i >= both; i--) {
            remove(path + '/' + i);
        }
        for (int i = both; i < after.size() - end; i++) {
            add(path + '/' + i, after.get(i));
        }
    }

    private void add(String path, JsonNode value) {
        operations.add(new Operation("add", path, value));
    }

    private void replace(String path, JsonNode value) {
        operations.add(new Operation("replace", path, value));
    }

    private void remove(String path) {
        operations.add(new Operation("remove", path, null));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
