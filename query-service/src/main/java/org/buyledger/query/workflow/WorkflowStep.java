package org.buyledger.query.workflow;

import java.time.Instant;
import org.buyledger.migrations.jooq.enums.WorkflowStepStatus;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.buyledger.migrations.jooq.tables.records.WorkflowStepsRecord;
import org.buyledger.query.auth.Caller;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A workflow step as answers show it.
 *
 * @param object what it is about
 * @param request the update that is applied on approval, where the step is about one
 * @param assignedTo in whose hands it is; for users alone, as are the comments
 * @param task how AdCP's tasks show it
 */
record WorkflowStep(
        String stepId,
        WorkflowStepType stepType,
        WorkflowStepStatus status,
        Subject object,
        String principalId,
        @Nullable JSONB request,
        @Nullable String comment,
        @Nullable String reason,
        @Nullable JSONB error,
        @Nullable String assignedTo,
        @Nullable JSONB comments,
        @Nullable Instant dueAt,
        @Nullable Instant overdueAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        Task task,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    record Subject(String type, String id) {}

    /** A step as a caller sees it: what the publisher's people say to each other is not for buyers. */
    static WorkflowStep of(WorkflowStepsRecord row, Caller caller) {
        return new WorkflowStep(
                row.getStepId(),
                row.getStepType(),
                row.getStatus(),
                new Subject(row.getObjectType(), row.getObjectId()),
                row.getPrincipalId(),
                row.getRequest(),
                row.getDecisionComment(),
                row.getReason(),
                row.getError(),
                caller.isPrincipal() ? null : row.getAssignedTo(),
                caller.isPrincipal() ? null : row.getComments(),
                row.getDueAt(),
                row.getOverdueAt(),
                caller.told(row.getDecidedBy()),
                row.getDecidedAt(),
                Task.of(row),
                row.getRevision(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
