package org.buyledger.query;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON document that patches are applied to, as RFC 6902 has it; missing before the first. */
public final class PatchedDocument {
    private JsonNode document = MissingNode.getInstance();

    /** Begins with a document. */
    public PatchedDocument(JsonNode document) {
        this.document = document;
    }

    public PatchedDocument() {}

    /** The document as it is now; null where there is none any more. */
    public JsonNode json() {
        return document;
    }

    /** Applies every step of a patch. */
    public void apply(JsonNode patch) {
        patch.forEach(this::step);
    }

    private void step(JsonNode step) {
        String op = step.get("op").stringValue();
        String path = step.get("path").stringValue();
        if (path.isEmpty()) {
            document = step.get("value").deepCopy();
            return;
        }
        int slash = path.lastIndexOf('/');
        JsonNode parent = document.at(path.substring(0, slash));
        String name = path.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        switch (parent) {
            case ObjectNode object -> member(object, op, name, step.get("value"));
            case ArrayNode array -> element(array, op, Integer.parseInt(name), step.get("value"));
            default -> throw new IllegalStateException("nothing is at " + path);
        }
    }

    private static void member(ObjectNode object, String op, String name, JsonNode value) {
        require(op.equals("add") || object.has(name), op, name);
        if (op.equals("remove")) {
            object.remove(name);
        } else {
            object.set(name, value.deepCopy());
        }
    }

    private static void element(ArrayNode array, String op, int index, JsonNode value) {
        require(op.equals("add") ? index <= array.size() : index < array.size(), op, Integer.toString(index));
        switch (op) {
            case "add" -> array.insert(index, value.deepCopy());
            case "remove" -> array.remove(index);
            default -> array.set(index, value.deepCopy());
        }
    }

    private static void require(boolean holds, String op, String name) {
        if (!holds) {
            throw new IllegalStateException(op + " of what is not there: " + name);
        }
    }
}
