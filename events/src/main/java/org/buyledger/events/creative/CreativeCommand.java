package org.buyledger.events.creative;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.buyledger.events.AdcpTask;
import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
import org.buyledger.events.mediabuy.AccountRef;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be asked about creatives. */
public sealed interface CreativeCommand extends Command {

    /**
     * AdCP's sync_creatives: adds and updates creatives by their ids, then assigns.
     *
     * @param creatives 1 to 100
     * @param creativeIds when given, only these of them are looked at
     * @param assignments creatives to add to packages
     * @param validationMode whether one bad assignment fails the whole (strict) or only itself (lenient)
     * @param dryRun check everything and change nothing
     * @param details what else was said
     */
    @WireName("sync_creatives.v1")
    @SentBy(Role.BUYER)
    record SyncCreatives(
            String idempotencyKey,
            AccountRef account,
            List<CreativeAsset> creatives,
            List<CreativeId> creativeIds,
            List<Assignment> assignments,
            @Nullable Boolean deleteMissing,
            @Nullable Boolean dryRun,
            @Nullable ValidationMode validationMode,
            @Nullable JsonNode context,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details)
            implements CreativeCommand, AdcpTask {}

    /** A creative to add to a package. */
    record Assignment(
            CreativeId creativeId,
            PackageId packageId,
            @Nullable BigDecimal weight,
            List<String> placementIds,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> details) {}

    /** How bad assignments are taken. AdCP 3.1.19, enums/validation-mode.json. */
    enum ValidationMode {
        @JsonProperty("strict")
        STRICT,
        @JsonProperty("lenient")
        LENIENT
    }

    /**
     * The publisher decides on a creative.
     *
     * @param principalId whose creative it is
     * @param reason needed to reject
     * @param revision the revision that was looked at; null to decide on whatever is there
     */
    @WireName("review_creative.v1")
    @SentBy(Role.MANAGER)
    record ReviewCreative(
            PrincipalId principalId,
            CreativeId creativeId,
            Verdict decision,
            @Nullable String reason,
            @Nullable Long revision)
            implements CreativeCommand {}

    /** A publisher's decision on a creative. */
    enum Verdict {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT
    }
}
