package org.buyledger.command.random;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.ledger.Replay;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.tenancy.ApprovalMode;
import org.buyledger.events.tenancy.TenantId;

/** Who has to look at a creative: that is settled when it is synced, by the mode that its tenant has then. */
final class Reviews {
    private final Map<String, ApprovalMode> modes = new HashMap<>();

    void synced(TenantId tenant, CreativeEvent.Synced event, Replay replay) {
        ApprovalMode mode = replay.of(tenant)
                .filter(Tenant.class::isInstance)
                .map(Tenant.class::cast)
                .findFirst()
                .orElseThrow()
                .settings()
                .approvalMode();
        modes.put(tenant + "/" + event.subject(), mode);
    }

    /** Looks at a creative and at the open steps about it. */
    void check(TenantId tenant, Creative creative, List<Step> open) {
        String subject =
                CreativeEvent.subject(creative.principal(), creative.id()).toString();
        ApprovalMode mode = modes.get(tenant + "/" + subject);
        boolean waits = creative.status() == CreativeStatus.PENDING_REVIEW;
        Broken.unless(
                !waits || mode != ApprovalMode.AUTO_APPROVE, "what is approved as it arrives does not wait", creative);
        // An agent that has had its say and was not sure leaves it to a person.
        boolean forPerson = waits && (mode == ApprovalMode.REQUIRE_HUMAN || creative.agentSaid() != null);
        Broken.unless(
                open.size() == (forPerson ? 1 : 0),
                "a creative has one open step exactly while it waits for a person",
                mode + " " + creative + " " + open);
    }
}
