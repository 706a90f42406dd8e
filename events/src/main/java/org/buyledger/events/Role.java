package org.buyledger.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a token allows. A buyer's and a publisher's side are apart: neither may act for the other. */
public enum Role {
    /** The operator of the whole installation: registers tenants. */
    @JsonProperty("root")
    ROOT,
    /** A principal: sends AdCP tasks and sees its own objects. */
    @JsonProperty("buyer")
    BUYER,
    /** A user who reads. */
    @JsonProperty("viewer")
    VIEWER,
    /** A user who also decides: approvals, reviews, cancellations. */
    @JsonProperty("manager")
    MANAGER,
    /** A user who also configures the tenant. */
    @JsonProperty("admin")
    ADMIN;

    /** As it is written in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a token of this role may do what {@code needed} may do. */
    public boolean includes(Role needed) {
        return switch (this) {
            case ROOT, BUYER -> this == needed;
            case VIEWER, MANAGER, ADMIN -> needed.compareTo(VIEWER) >= 0 && compareTo(needed) >= 0;
        };
    }
}
