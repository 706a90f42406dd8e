package org.buyledger.query.feed;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.http.Parameters;
import org.buyledger.query.http.Problem;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody follows.
 *
 * @param types empty for all
 * @param objectType null for all
 * @param objectId null for all of the object type
 */
record Selection(
        Caller caller,
        Set<String> types,
        @Nullable String objectType,
        @Nullable String objectId) {
    private static final int MOST_TYPES = 50;

    /** Reads {@code types} and {@code subject}. */
    static Selection of(Parameters parameters, Caller caller) {
        List<String> accepted = caller.isPrincipal() ? BuyerEvents.types() : EventTypes.ALL;
        List<String> types = parameters.list("types", MOST_TYPES);
        types.stream().filter(type -> !accepted.contains(type)).findFirst().ifPresent(type -> {
            throw Problem.invalid(
                            "types",
                            "enum",
                            "Parameter 'types' has '%s', which is no type of event that this token sees."
                                    .formatted(type))
                    .detail("value", type)
                    .detail("accepted_values", accepted);
        });
        Optional<String> subject = parameters.text("subject");
        String kind = subject.map(text -> text.split("/", 2)[0]).orElse(null);
        String id = subject.filter(text -> text.indexOf('/') >= 0)
                .map(text -> text.substring(text.indexOf('/') + 1))
                .orElse(null);
        return new Selection(caller, Set.copyOf(types), kind, id);
    }

    /** Whether the event is among them. */
    boolean has(FeedEvent event) {
        return event.isVisibleTo(caller)
                && (types.isEmpty() || types.contains(event.type()))
                && (objectType == null || objectType.equals(event.objectType()))
                && (objectId == null || objectId.equals(event.objectId()));
    }

    /** The same of rows of audit_logs. */
    Condition condition() {
        Condition condition = DSL.noCondition();
        if (caller.isPrincipal()) {
            condition = condition.and(BuyerEvents.OWNER.eq(caller.id()));
        }
        if (!types.isEmpty()) {
            condition = condition.and(AUDIT_LOGS.TYPE.in(types));
        }
        if (objectType != null) {
            condition = condition.and(AUDIT_LOGS.OBJECT_TYPE.eq(objectType));
        }
        return objectId == null ? condition : condition.and(AUDIT_LOGS.OBJECT_ID.eq(objectId));
    }
}
