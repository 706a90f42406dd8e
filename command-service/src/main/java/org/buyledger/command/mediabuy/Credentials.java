package org.buyledger.command.mediabuy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a request what must not be in an event: AdCP has buyers send the secrets of their webhooks along. Nobody can
 * take them back out of a log that is kept for ever.
 */
final class Credentials {
    private static final Set<String> WEBHOOKS =
            Set.of("push_notification_config", "reporting_webhook", "artifact_webhook");

    private Credentials() {}

    /** The fields with {@code authentication.credentials} and {@code token} of every webhook left out. */
    static Map<String, JsonNode> leftOut(Map<String, JsonNode> details) {
        if (details.keySet().stream().noneMatch(WEBHOOKS::contains)) {
            return details;
        }
        Map<String, JsonNode> clean = new LinkedHashMap<>(details);
        for (String webhook : WEBHOOKS) {
            if (clean.get(webhook) instanceof ObjectNode config) {
                ObjectNode copy = config.deepCopy();
                copy.remove("token");
                if (copy.get("authentication") instanceof ObjectNode authentication) {
                    authentication.remove("credentials");
                }
                clean.put(webhook, copy);
            }
        }
        return clean;
    }
}
