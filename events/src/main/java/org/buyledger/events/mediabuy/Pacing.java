package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a package's budget is spread over its flight. AdCP 3.1.19, enums/pacing.json. */
public enum Pacing {
    @JsonProperty("even")
    EVEN,
    @JsonProperty("asap")
    ASAP,
    @JsonProperty("front_loaded")
    FRONT_LOADED
}
