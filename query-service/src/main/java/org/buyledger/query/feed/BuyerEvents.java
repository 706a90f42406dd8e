package org.buyledger.query.feed;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;
import static org.buyledger.migrations.jooq.Tables.WORKFLOW_STEPS;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Json;
import org.buyledger.events.audit.AuditEvent;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.mediabuy.FeedbackEvent;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jooq.Field;
import org.jooq.impl.DSL;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of the log a buyer sees: the events of its own objects, and of these what the objects themselves show it. Types are
 * named one by one, so that a new one is hidden until somebody decides.
 */
final class BuyerEvents {
    /** Their payload says whose they are. */
    static final List<Class<? extends Event>> WITH_PRINCIPAL = List.of(
            MediaBuyEvent.Created.class,
            MediaBuyEvent.Approved.class,
            MediaBuyEvent.Rejected.class,
            MediaBuyEvent.Updated.class,
            MediaBuyEvent.CreativeDeadlineExtended.class,
            MediaBuyEvent.CreativesAssigned.class,
            MediaBuyEvent.CreativesApproved.class,
            MediaBuyEvent.Started.class,
            MediaBuyEvent.Completed.class,
            MediaBuyEvent.Canceled.class,
            CreativeEvent.Synced.class,
            CreativeEvent.Approved.class,
            CreativeEvent.Rejected.class,
            CreativeEvent.Suspended.class,
            CreativeEvent.Archived.class,
            ContextEvent.Opened.class,
            ContextEvent.MessageAppended.class,
            FeedbackEvent.Provided.class);

    /** Theirs is who the step belongs to. In whose hands a step is, and what is said about it, is the publisher's. */
    static final List<Class<? extends Event>> OF_STEPS = List.of(
            WorkflowEvent.Opened.class,
            WorkflowEvent.Overdue.class,
            WorkflowEvent.Approved.class,
            WorkflowEvent.Rejected.class,
            WorkflowEvent.Completed.class,
            WorkflowEvent.Abandoned.class,
            WorkflowEvent.Failed.class,
            WorkflowEvent.Canceled.class);

    /** Theirs is whose command it was. */
    static final Class<? extends Event> OF_COMMANDS = AuditEvent.CommandRejected.class;

    private static final String PRINCIPAL = "principal:";

    /** The principal that sees an event; null where no buyer does. Of a row of audit_logs. */
    static final Field<String> OWNER = DSL.case_()
            .when(
                    AUDIT_LOGS.TYPE.in(names(WITH_PRINCIPAL)),
                    DSL.jsonbGetAttributeAsText(AUDIT_LOGS.PAYLOAD, "principal_id"))
            .when(
                    AUDIT_LOGS.TYPE.in(names(OF_STEPS)),
                    DSL.field(DSL.select(WORKFLOW_STEPS.PRINCIPAL_ID)
                            .from(WORKFLOW_STEPS)
                            .where(WORKFLOW_STEPS.TENANT_ID.eq(AUDIT_LOGS.TENANT_ID))
                            .and(WORKFLOW_STEPS.STEP_ID.eq(AUDIT_LOGS.OBJECT_ID))))
            .when(
                    AUDIT_LOGS.TYPE.eq(Event.TYPES.typeOf(OF_COMMANDS)).and(AUDIT_LOGS.ACTOR.startsWith(PRINCIPAL)),
                    DSL.substring(AUDIT_LOGS.ACTOR, PRINCIPAL.length() + 1));

    /** What was said in a review is for users; its buyer sees what came of it. */
    private static final String REVIEW = "review";

    private static final Set<String> WITH_REVIEW =
            Set.copyOf(names(List.of(CreativeEvent.Approved.class, CreativeEvent.Rejected.class)));

    private BuyerEvents() {}

    private static List<String> names(List<Class<? extends Event>> types) {
        return types.stream().map(Event.TYPES::typeOf).toList();
    }

    /** The types of which a buyer sees any, sorted. */
    static List<String> types() {
        return Stream.of(names(WITH_PRINCIPAL), names(OF_STEPS), List.of(Event.TYPES.typeOf(OF_COMMANDS)))
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    /** The payload as its owner sees it. */
    static String payload(String type, String payload) {
        if (!WITH_REVIEW.contains(type)) {
            return payload;
        }
        ObjectNode tree = (ObjectNode) Json.EVENTS.readTree(payload);
        tree.remove(REVIEW);
        return tree.toString();
    }
}
