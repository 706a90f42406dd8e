package org.buyledger.events.creative;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a creative stands. AdCP 3.1.19, enums/creative-status.json. */
public enum CreativeStatus {
    @JsonProperty("processing")
    PROCESSING,
    @JsonProperty("pending_review")
    PENDING_REVIEW,
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("suspended")
    SUSPENDED,
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("archived")
    ARCHIVED;

    /** As it is written in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
