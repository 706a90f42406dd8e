package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A buyer's feedback on a buy's performance: {@code fb_} and 16 hex digits, minted from its command. */
public record FeedbackId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FeedbackId {
        Identifiers.name("feedback id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
