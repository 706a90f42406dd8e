package org.buyledger.projector.workflow;

import static java.util.Objects.requireNonNull;
import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.WorkflowEvent;
import org.buyledger.migrations.jooq.enums.WorkflowStepStatus;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.buyledger.migrations.jooq.tables.records.WorkflowStepsRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** workflow_steps: what waits for the publisher, and what was decided. */
public final class WorkflowSteps implements RowProjection<WorkflowStepsRecord> {

    @Override
    public Table<WorkflowStepsRecord> table() {
        return WORKFLOW_STEPS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof WorkflowEvent w
                ? Optional.of(RowKey.of(e.tenant(), w.stepId().value()))
                : Optional.empty();
    }

    @Override
    public boolean begins(Event event) {
        return event instanceof WorkflowEvent.Opened;
    }

    @Override
    public WorkflowStepsRecord project(@Nullable WorkflowStepsRecord row, Recorded<Event> e) {
        WorkflowStepsRecord step = switch ((WorkflowEvent) e.event()) {
            case WorkflowEvent.Opened o -> opened(e, o);
            case WorkflowEvent.Assigned a ->
                requireNonNull(row)
                        .setAssignedTo(a.userId() == null ? null : a.userId().value());
            case WorkflowEvent.Commented c -> commented(requireNonNull(row), e, c.text());
            case WorkflowEvent.Overdue o -> requireNonNull(row).setOverdueAt(e.at());
            case WorkflowEvent.Approved a ->
                decided(requireNonNull(row), e, a.status()).setDecisionComment(a.comment());
            case WorkflowEvent.Rejected r ->
                decided(requireNonNull(row), e, r.status()).setReason(r.reason());
            case WorkflowEvent.Completed c -> decided(requireNonNull(row), e, c.status());
            case WorkflowEvent.Abandoned a ->
                decided(requireNonNull(row), e, a.status()).setReason(a.reason());
            case WorkflowEvent.Failed f ->
                decided(requireNonNull(row), e, f.status()).setError(Payload.jsonb(f.error()));
            case WorkflowEvent.Canceled c ->
                decided(requireNonNull(row), e, c.status()).setReason(c.reason());
        };
        return step.setRevision(e.revision()).setUpdatedAt(e.at());
    }

    private static WorkflowStepsRecord opened(Recorded<Event> e, WorkflowEvent.Opened o) {
        Subject object = Subject.parse(o.object());
        return Rows.begin(WORKFLOW_STEPS)
                .setTenantId(e.tenant())
                .setStepId(o.stepId().value())
                .setStepType(WorkflowStepType.lookupLiteral(o.stepType().name().toLowerCase(Locale.ROOT)))
                .setStatus(status(o.status()))
                .setPrincipalId(o.principalId().value())
                .setObjectType(object.kind())
                .setObjectId(object.id())
                .setRequest(Payload.jsonbOrNull(o.update()))
                .setDueAt(o.dueAt())
                .setComments(Payload.jsonb(List.of()))
                .setCreatedAt(e.at());
    }

    private static WorkflowStepsRecord commented(WorkflowStepsRecord step, Recorded<Event> e, String text) {
        Map<String, String> comment = new LinkedHashMap<>();
        comment.put("user", e.envelope().actor().id());
        comment.put("at", e.at().toString());
        comment.put("text", text);
        return step.setComments(Payload.appended(step.getComments(), comment));
    }

    private static WorkflowStepsRecord decided(WorkflowStepsRecord step, Recorded<Event> e, StepStatus status) {
        return step.setStatus(status(status))
                .setDecidedBy(e.envelope().actor().toString())
                .setDecidedAt(e.at());
    }

    private static @Nullable WorkflowStepStatus status(StepStatus status) {
        return WorkflowStepStatus.lookupLiteral(status.wire());
    }
}
