package org.buyledger.query.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.query.history.JsonPatch.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What one event did to what is shown of an object. Where AdCP has a name for it (media-buy/get-media-buys-response.json,
 * {@code history}) it is that. What is null is not told: the caller sees nothing of it in the object either, or it is for
 * users alone.
 *
 * @param object whose event it was: the object's own or that of a part
 * @param revision that object's after the event
 * @param summary the changes in words
 * @param packageId the package that was changed, where it was a single one
 * @param changes a JSON patch from what the caller saw before the event to what it saw after
 * @param links where the command and the events of the same cause and correlation are
 */
record Entry(
        long revision,
        long sequence,
        Subject object,
        @Nullable String eventId,
        @Nullable String type,
        Instant occurredAt,
        String actor,
        String action,
        String summary,
        @Nullable String packageId,
        List<Operation> changes,
        @Nullable String causationId,
        @Nullable String correlationId,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Map<String, String> links) {

    record Subject(String type, String id) {}
}
