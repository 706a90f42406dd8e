package org.buyledger.events.creative;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a creative who looked at it.
 *
 * @param decision what the reviewer would have; an agent's counts only where it is sure
 * @param confidence how sure an agent is that the creative may serve, 0 to 1; null for a person
 * @param categories what the creative is about, in the reviewer's words
 * @param policyTriggered the sensitive category, or else the policy that the reviewer named
 * @param reason why, for the buyer to read
 * @param recommendations what the buyer could do about it
 * @param humanOverride whether a person decides against what an agent said of the same creative
 */
public record CreativeReview(
        ReviewId reviewId,
        Type reviewType,
        Verdict decision,
        @Nullable BigDecimal confidence,
        List<String> categories,
        @Nullable String policyTriggered,
        @Nullable String reason,
        List<String> recommendations,
        boolean humanOverride) {

    /** Who looked at it. */
    public enum Type {
        @JsonProperty("ai")
        AI,
        @JsonProperty("human")
        HUMAN
    }
}
