package org.buyledger.command.decision;

import java.util.List;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a decider answers: the events that make the command true, or why it is refused. */
public sealed interface Decision {

    /**
     * The command holds.
     *
     * @param events what happens, in order; none for a dry run and for what is already so
     * @param outcome accepted, or submitted when a person has to act first
     * @param response the answer to the sender
     */
    record Accepted(List<Event> events, Outcome outcome, JsonNode response) implements Decision {}

    /** Nothing happens. */
    record Refused(Failure failure) implements Decision {}

    static Decision accept(List<? extends Event> events, JsonNode response) {
        return new Accepted(List.copyOf(events), Outcome.ACCEPTED, response);
    }

    static Decision submit(List<? extends Event> events, JsonNode response) {
        return new Accepted(List.copyOf(events), Outcome.SUBMITTED, response);
    }

    static Decision refuse(ErrorCode code, @Nullable String field, String message, @Nullable String suggestion) {
        return new Refused(Failure.of(code, field, message, suggestion));
    }

    static Decision refuse(Failure failure) {
        return new Refused(failure);
    }
}
