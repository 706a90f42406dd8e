package org.buyledger.query.workflow;

import org.buyledger.migrations.jooq.enums.WorkflowStepStatus;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.buyledger.migrations.jooq.tables.records.WorkflowStepsRecord;

/** A step as AdCP 3.1.19 shows a task: enums/task-type.json, enums/adcp-protocol.json, enums/task-status.json. */
record Task(String taskId, String taskType, String protocol, String status) {

    static Task of(WorkflowStepsRecord step) {
        return new Task(step.getStepId(), type(step.getStepType()), "media-buy", status(step.getStatus()));
    }

    private static String type(WorkflowStepType type) {
        return switch (type) {
            case media_buy_creation -> "create_media_buy";
            case media_buy_update -> "update_media_buy";
            case creative_approval -> "sync_creatives";
        };
    }

    private static String status(WorkflowStepStatus status) {
        return switch (status) {
            case pending, requires_approval -> "submitted";
            case in_progress -> "working";
            case approved, completed -> "completed";
            case rejected, failed, canceled -> status.getLiteral();
        };
    }
}
