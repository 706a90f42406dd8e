package org.buyledger.query.history;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.buyledger.query.history.JsonPatch.Operation;
import tools.jackson.databind.JsonNode;

/** A patch in words, made of nothing but what the caller sees change. */
final class Summary {
    /** AdCP 3.1.19, media-buy/get-media-buys-response.json. */
    private static final int MOST_CHARACTERS = 500;

    /** What changes with every event, and says nothing. */
    private static final Set<String> ALWAYS = Set.of("/revision", "/updated_at", "/last_activity_at");

    private Summary() {}

    /** Whether a patch shows no more than that something happened. */
    static boolean isBare(List<Operation> patch) {
        return patch.stream().allMatch(operation -> ALWAYS.contains(operation.path()));
    }

    static String of(String action, JsonNode before, List<Operation> patch) {
        if (patch.stream().anyMatch(operation -> operation.path().isEmpty())) {
            return phrase(action) + '.';
        }
        String changes = patch.stream()
                .filter(operation -> !ALWAYS.contains(operation.path()))
                .map(operation -> change(before, operation))
                .collect(Collectors.joining(", "));
        String text = changes.isEmpty() ? phrase(action) + '.' : phrase(action) + ": " + changes + '.';
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 4) + " ...";
    }

    private static String phrase(String action) {
        return Character.toUpperCase(action.charAt(0)) + action.substring(1).replace('_', ' ');
    }

    private static String change(JsonNode before, Operation operation) {
        String name = operation.path().substring(1);
        JsonNode value = operation.value();
        if (value == null) {
            return name + " removed";
        }
        if (operation.op().equals("add")) {
            return value.isValueNode() ? name + ' ' + value.asString() : name + " added";
        }
        JsonNode old = before.at(operation.path());
        return value.isValueNode() && old.isValueNode()
                ? name + ' ' + old.asString() + " to " + value.asString()
                : name + " changed";
    }
}
