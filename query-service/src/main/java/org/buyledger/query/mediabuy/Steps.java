package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.jooq.enums.WorkflowStepStatus;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.migrations.jooq.tables.records.WorkflowStepsRecord;
import org.buyledger.query.auth.Caller;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The workflow steps about some media buys. */
final class Steps {
    private static final String ABOUT = "media_buy";

    private final Map<String, List<Step>> ofBuy;

    private Steps(Map<String, List<Step>> ofBuy) {
        this.ofBuy = ofBuy;
    }

    /** A step in short; {@code /v1/workflow-steps/{id}} has the rest. */
    record Step(
            String stepId,
            WorkflowStepType stepType,
            WorkflowStepStatus status,
            @Nullable String comment,
            @Nullable String reason,
            @Nullable Instant dueAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            long revision,
            Instant createdAt) {

        static Step of(WorkflowStepsRecord row, Caller caller) {
            return new Step(
                    row.getStepId(),
                    row.getStepType(),
                    row.getStatus(),
                    row.getDecisionComment(),
                    row.getReason(),
                    row.getDueAt(),
                    caller.told(row.getDecidedBy()),
                    row.getDecidedAt(),
                    row.getRevision(),
                    row.getCreatedAt());
        }
    }

    static Steps of(DSLContext db, Caller caller, List<MediaBuysRecord> buys) {
        String[] ids = buys.stream().map(MediaBuysRecord::getMediaBuyId).toArray(String[]::new);
        return new Steps(db.selectFrom(WORKFLOW_STEPS)
                .where(WORKFLOW_STEPS.TENANT_ID.eq(caller.tenant()))
                .and(WORKFLOW_STEPS.OBJECT_TYPE.eq(ABOUT))
                .and(WORKFLOW_STEPS.OBJECT_ID.eq(DSL.any(ids)))
                .orderBy(WORKFLOW_STEPS.CREATED_AT, WORKFLOW_STEPS.STEP_ID)
                .fetchGroups(WorkflowStepsRecord::getObjectId, row -> Step.of(row, caller)));
    }

    /** Those about one of the buys, the oldest first. */
    List<Step> about(MediaBuysRecord buy) {
        return ofBuy.getOrDefault(buy.getMediaBuyId(), List.of());
    }
}
