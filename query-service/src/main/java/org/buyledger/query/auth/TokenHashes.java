package org.buyledger.query.auth;

import org.buyledger.events.Json;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the hashes of tokens out of what is shown: whoever reads them could try guessed tokens against them. */
public final class TokenHashes {
    private static final String MEMBER = "token_sha256";

    private TokenHashes() {}

    /** The same JSON without any member of that name; null for null. */
    public static @Nullable JSONB withoutThem(@Nullable JSONB json) {
        return json == null ? null : without(json);
    }

    /** The same JSON without any member of that name. */
    public static JSONB without(JSONB json) {
        // Nearly none has one, and jsonb writes names without escapes; so most are not even parsed.
        if (!json.data().contains('"' + MEMBER + '"')) {
            return json;
        }
        JsonNode tree = Json.EVENTS.readTree(json.data());
        remove(tree);
        return JSONB.jsonb(tree.toString());
    }

    private static void remove(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.remove(MEMBER);
        }
        tree.forEach(TokenHashes::remove);
    }
}
