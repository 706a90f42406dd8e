package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What performance was measured by. AdCP 3.1.19, enums/metric-type.json. */
public enum MetricType {
    @JsonProperty("overall_performance")
    OVERALL_PERFORMANCE,
    @JsonProperty("conversion_rate")
    CONVERSION_RATE,
    @JsonProperty("brand_lift")
    BRAND_LIFT,
    @JsonProperty("click_through_rate")
    CLICK_THROUGH_RATE,
    @JsonProperty("completion_rate")
    COMPLETION_RATE,
    @JsonProperty("viewability")
    VIEWABILITY,
    @JsonProperty("brand_safety")
    BRAND_SAFETY,
    @JsonProperty("cost_efficiency")
    COST_EFFICIENCY;

    /** As it is written in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
