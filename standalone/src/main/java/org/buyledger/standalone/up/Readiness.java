package org.buyledger.standalone.up;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Whether a program can do its work now.
 *
 * @param ready whether it can
 * @param answer what it says about that
 */
record Readiness(boolean ready, JsonNode answer) {
    static Readiness of(boolean ready, String answer) {
        return new Readiness(ready, StringNode.valueOf(answer));
    }
}
