package org.buyledger.events.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which ad server a tenant's buys are delivered by. */
public enum AdapterType {
    /** None: buys are delivered nowhere. */
    @JsonProperty("mock")
    MOCK,
    @JsonProperty("google_ad_manager")
    GOOGLE_AD_MANAGER,
    @JsonProperty("kevel")
    KEVEL,
    @JsonProperty("triton")
    TRITON,
    @JsonProperty("xandr")
    XANDR,
    @JsonProperty("broadstreet")
    BROADSTREET
}
