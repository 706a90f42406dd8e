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
     * @param deleteMissing archive the buyer's creatives that are not among {@code creatives}
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
     * The publisher decides on a creative: a person, or an agent that says how sure it is.
     *
     * @param principalId whose creative it is
     * @param reason needed to reject
     * @param confidence how sure an agent is that the creative may serve, 0 to 1; null for a person
     * @param categories what the creative is about; a sensitive one is for a person to decide
     * @param policyTriggered the policy that it breaks, or might
     * @param recommendations what the buyer could do about it
     * @param revision the revision that was looked at; null to decide on whatever is there
     */
    @WireName("review_creative.v1")
    @SentBy(Role.MANAGER)
    record ReviewCreative(
            PrincipalId principalId,
            CreativeId creativeId,
            Verdict decision,
            @Nullable String reason,
            @Nullable BigDecimal confidence,
            List<String> categories,
            @Nullable String policyTriggered,
            List<String> recommendations,
            @Nullable Long revision)
            implements CreativeCommand {}

    /** The publisher takes an approved creative out of service until it approves or rejects it; the reason is for the buyer. */
    @WireName("suspend_creative.v1")
    @SentBy(Role.MANAGER)
    record SuspendCreative(
            PrincipalId principalId,
            CreativeId creativeId,
            String reason,
            @Nullable Long revision) implements CreativeCommand {}

    /** The publisher takes a creative that no package needs out of the buyer's library. */
    @WireName("archive_creative.v1")
    @SentBy(Role.MANAGER)
    record ArchiveCreative(
            PrincipalId principalId,
            CreativeId creativeId,
            @Nullable Long revision) implements CreativeCommand {}

    /** A publisher's decision on a creative. */
    enum Verdict {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT
    }
}
