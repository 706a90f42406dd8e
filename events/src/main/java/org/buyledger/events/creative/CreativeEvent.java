package org.buyledger.events.creative;

import java.util.List;
import java.util.Map;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.workflow.StepId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can happen to a creative. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface CreativeEvent extends Event {
    PrincipalId principalId();

    CreativeId creativeId();

    CreativeStatus status();

    @Override
    default Subject subject() {
        return subject(principalId(), creativeId());
    }

    static Subject subject(PrincipalId principal, CreativeId creative) {
        return new Subject("creative", principal.value() + "/" + creative.value());
    }

    /** The buyer sent it, for the first time or changed; {@code content} is the whole creative as it is now. */
    @WireName("creative.synced.v1")
    record Synced(PrincipalId principalId, CreativeId creativeId, Content content, CreativeStatus status)
            implements CreativeEvent {}

    /** What a creative is. */
    record Content(
            String name,
            @Nullable FormatId formatId,
            @Nullable String formatKind,
            JsonNode assets,
            List<String> tags,
            Map<String, JsonNode> details) {}

    /** Fit to serve; {@code stepId} is the step that this decision closed, if any; {@code review} is absent in old events. */
    @WireName("creative.approved.v1")
    record Approved(
            PrincipalId principalId,
            CreativeId creativeId,
            @Nullable StepId stepId,
            @Nullable CreativeReview review,
            CreativeStatus status)
            implements CreativeEvent {}

    /** Not fit to serve; {@code review} is absent in old events. */
    @WireName("creative.rejected.v1")
    record Rejected(
            PrincipalId principalId,
            CreativeId creativeId,
            @Nullable StepId stepId,
            String reason,
            @Nullable CreativeReview review,
            CreativeStatus status)
            implements CreativeEvent {}

    /** An agent reviewed it and was not sure, or may not decide: a person does, in a step of its own. */
    @WireName("creative.escalated.v1")
    record Escalated(PrincipalId principalId, CreativeId creativeId, CreativeReview review, CreativeStatus status)
            implements CreativeEvent {}

    /** It may not serve for the time being; approving it brings it back. */
    @WireName("creative.suspended.v1")
    record Suspended(PrincipalId principalId, CreativeId creativeId, String reason, CreativeStatus status)
            implements CreativeEvent {}

    /** It is out of the library; the buyer brings it back by sending it again. */
    @WireName("creative.archived.v1")
    record Archived(PrincipalId principalId, CreativeId creativeId, CreativeStatus status) implements CreativeEvent {}
}
