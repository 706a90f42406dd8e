package org.buyledger.events.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a workflow step stands. */
public enum StepStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("in_progress")
    IN_PROGRESS,
    @JsonProperty("requires_approval")
    REQUIRES_APPROVAL,
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("canceled")
    CANCELED;

    public boolean isFinal() {
        return switch (this) {
            case PENDING, IN_PROGRESS, REQUIRES_APPROVAL -> false;
            case APPROVED, REJECTED, COMPLETED, FAILED, CANCELED -> true;
        };
    }

    /** As it is written in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
