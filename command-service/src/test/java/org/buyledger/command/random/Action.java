package org.buyledger.command.random;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Collectors;
import org.buyledger.events.Json;
import org.jspecify.annotations.Nullable;

/** One thing that happens. Everything is written out, so that a sequence means the same when some of it is left out. */
sealed interface Action {

    /**
     * A record on the commands topic.
     *
     * @param id the command's id
     * @param payload its bytes as text
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Send(String tenant, @Nullable String token, String id, String type, String payload) implements Action {}

    /** Time passes, and the clock is looked at. */
    record Wait(long seconds) implements Action {}

    /** The service starts again on its store. */
    record Restart(boolean restart) implements Action {}

    /** A sequence as JSON lines. */
    static String lines(List<Action> actions) {
        return actions.stream().map(Json.EVENTS::writeValueAsString).collect(Collectors.joining("\n"));
    }
}
