package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.buyledger.events.Identifiers;

/** A note of the publisher's people on a buy: {@code note_} and 16 hex digits, minted from its command. */
public record NoteId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NoteId {
        Identifiers.name("note id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
