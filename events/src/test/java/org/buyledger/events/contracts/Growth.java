package org.buyledger.events.contracts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How a schema differs from the published one.
 *
 * @param additions what readers and writers of the published one can live with: an optional field, a value of an enumeration
 * @param breaks everything else
 */
record Growth(List<String> additions, List<String> breaks) {

    static Growth between(JsonNode published, JsonNode now) {
        Growth growth = new Growth(new ArrayList<>(), new ArrayList<>());
        growth.compare("", published, now);
        return growth;
    }

    private void compare(String at, JsonNode before, JsonNode now) {
        Set<String> keywords = new LinkedHashSet<>(before.propertyNames());
        keywords.addAll(now.propertyNames());
        for (String keyword : keywords) {
            JsonNode was = before.path(keyword);
            JsonNode is = now.path(keyword);
            switch (keyword) {
                case "properties" -> compareFields(at, before, now);
                case "required" -> {} // compared field by field
                case "enum" -> compareValues(at, was, is);
                case "items" -> compare(at + "[]", was, is);
                case "additionalProperties" -> compareOthers(at, was, is);
                default -> {
                    if (!was.equals(is)) {
                        breaks.add("%s: %s was %s and is %s".formatted(place(at), keyword, shown(was), shown(is)));
                    }
                }
            }
        }
    }

    private void compareFields(String at, JsonNode before, JsonNode now) {
        Set<String> fields = new LinkedHashSet<>(before.path("properties").propertyNames());
        fields.addAll(now.path("properties").propertyNames());
        for (String field : fields) {
            JsonNode was = before.path("properties").path(field);
            JsonNode is = now.path("properties").path(field);
            String place = at + "/" + field;
            boolean wasRequired = isRequired(before, field);
            boolean isRequired = isRequired(now, field);
            if (is.isMissingNode()) {
                breaks.add(place + " is gone");
            } else if (was.isMissingNode()) {
                (isRequired ? breaks : additions).add(place + (isRequired ? " is new and required" : " is new"));
            } else {
                if (wasRequired != isRequired) {
                    breaks.add(
                            place + (isRequired ? " was optional and is required" : " was required and is optional"));
                }
                compare(place, was, is);
            }
        }
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return schema.path("required")
                .valueStream()
                .anyMatch(name -> name.asString().equals(field));
    }

    private void compareValues(String at, JsonNode was, JsonNode is) {
        if (was.isMissingNode() || is.isMissingNode()) {
            breaks.add("%s: enum was %s and is %s".formatted(place(at), shown(was), shown(is)));
            return;
        }
        Set<JsonNode> before = new LinkedHashSet<>(was.values());
        Set<JsonNode> now = new LinkedHashSet<>(is.values());
        before.stream()
                .filter(value -> !now.contains(value))
                .forEach(value -> breaks.add("%s can no longer be %s".formatted(place(at), value)));
        now.stream()
                .filter(value -> !before.contains(value))
                .forEach(value -> additions.add("%s can be %s too".formatted(place(at), value)));
    }

    private void compareOthers(String at, JsonNode was, JsonNode is) {
        if (was.isObject() && is.isObject()) {
            compare(at + "/*", was, is);
        } else if (was.isMissingNode()) {
            additions.add(place(at) + " keeps other fields");
        } else if (!was.equals(is)) {
            breaks.add(place(at) + " no longer keeps other fields");
        }
    }

    private static String place(String at) {
        return at.isEmpty() ? "the payload" : at;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
