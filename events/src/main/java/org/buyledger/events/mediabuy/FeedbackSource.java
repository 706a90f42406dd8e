package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a performance index comes from. AdCP 3.1.19, enums/feedback-source.json. */
public enum FeedbackSource {
    @JsonProperty("buyer_attribution")
    BUYER_ATTRIBUTION,
    @JsonProperty("third_party_measurement")
    THIRD_PARTY_MEASUREMENT,
    @JsonProperty("platform_analytics")
    PLATFORM_ANALYTICS,
    @JsonProperty("verification_partner")
    VERIFICATION_PARTNER;

    /** As it is written in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
