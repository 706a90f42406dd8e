package org.buyledger.events.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a step is about. */
public enum StepType {
    /** A new media buy waits for the publisher. */
    @JsonProperty("media_buy_creation")
    MEDIA_BUY_CREATION,
    /** A change of a media buy waits for the publisher; the step holds the request. */
    @JsonProperty("media_buy_update")
    MEDIA_BUY_UPDATE,
    /** A creative waits for review. */
    @JsonProperty("creative_approval")
    CREATIVE_APPROVAL
}
