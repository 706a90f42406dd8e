package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which side did it. AdCP 3.1.19, enums/canceled-by.json. */
public enum Party {
    @JsonProperty("buyer")
    BUYER,
    @JsonProperty("seller")
    SELLER
}
