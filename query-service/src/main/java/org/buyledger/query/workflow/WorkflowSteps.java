package org.buyledger.query.workflow;

import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.util.List;
import org.buyledger.migrations.jooq.tables.records.WorkflowStepsRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;

/** {@code /v1/workflow-steps}: what waits for a person, and what was decided. */
public final class WorkflowSteps {
    private static final List<Sort<WorkflowStepsRecord>> SORTS = List.of(
            new Sort<>(
                    List.of("-updated_at", "updated_at"), List.of(WORKFLOW_STEPS.UPDATED_AT, WORKFLOW_STEPS.STEP_ID)),
            new Sort<>(
                    List.of("created_at", "-created_at"),
                    List.of(WORKFLOW_STEPS.CREATED_AT, WORKFLOW_STEPS.STEP_ID),
                    true));

    private final Paging paging;

    public WorkflowSteps(Paging paging) {
        this.paging = paging;
    }

    /** A page of those that the caller sees. */
    public Answer list(ReadRequest request) {
        Filter filter = new Filter(request.parameters(), visible(request))
                .partedBy("status", WORKFLOW_STEPS.STATUS)
                .oneOf("step_type", WORKFLOW_STEPS.STEP_TYPE)
                .equal("object_type", WORKFLOW_STEPS.OBJECT_TYPE)
                .equal("object_id", WORKFLOW_STEPS.OBJECT_ID)
                .within("due_at", WORKFLOW_STEPS.DUE_AT)
                .within("updated_at", WORKFLOW_STEPS.UPDATED_AT);
        if (!request.caller().isPrincipal()) {
            filter.equal("principal_id", WORKFLOW_STEPS.PRINCIPAL_ID).equal("assigned_to", WORKFLOW_STEPS.ASSIGNED_TO);
        }
        return paging.page(request, WORKFLOW_STEPS, filter, SORTS)
                .answerEach("workflow_steps", row -> WorkflowStep.of(row, request.caller()));
    }

    /** One of those that the caller sees. */
    public Answer byId(ReadRequest request) {
        WorkflowStepsRecord row = request.db()
                .selectFrom(WORKFLOW_STEPS)
                .where(visible(request))
                .and(WORKFLOW_STEPS.STEP_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw new Problem(ProblemType.REFERENCE_NOT_FOUND, "There is no workflow step '" + request.id() + "'.");
        }
        return request.unlessUnchanged(
                Etag.ofRevision(row.getRevision()), () -> WorkflowStep.of(row, request.caller()));
    }

    private static Condition visible(ReadRequest request) {
        return request.caller().owns(WORKFLOW_STEPS.TENANT_ID, WORKFLOW_STEPS.PRINCIPAL_ID);
    }
}
