package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a product's delivery is promised. AdCP 3.1.19, enums/delivery-type.json. */
public enum DeliveryType {
    @JsonProperty("guaranteed")
    GUARANTEED,
    @JsonProperty("non_guaranteed")
    NON_GUARANTEED
}
