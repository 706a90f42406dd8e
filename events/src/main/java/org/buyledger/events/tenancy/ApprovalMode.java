package org.buyledger.events.tenancy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a tenant's creatives are reviewed. */
public enum ApprovalMode {
    /** Approved as they arrive. */
    @JsonProperty("auto-approve")
    AUTO_APPROVE,
    /** A person decides on each. */
    @JsonProperty("require-human")
    REQUIRE_HUMAN,
    /** An agent decides where it is sure and nothing sensitive is touched, else a person. */
    @JsonProperty("ai-powered")
    AI_POWERED
}
