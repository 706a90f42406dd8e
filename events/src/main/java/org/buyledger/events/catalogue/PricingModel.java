package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a price is for. AdCP 3.1.19, enums/pricing-model.json. */
public enum PricingModel {
    @JsonProperty("cpm")
    CPM,
    @JsonProperty("vcpm")
    VCPM,
    @JsonProperty("cpc")
    CPC,
    @JsonProperty("cpcv")
    CPCV,
    @JsonProperty("cpv")
    CPV,
    @JsonProperty("cpp")
    CPP,
    @JsonProperty("cpa")
    CPA,
    @JsonProperty("flat_rate")
    FLAT_RATE,
    @JsonProperty("time")
    TIME
}
