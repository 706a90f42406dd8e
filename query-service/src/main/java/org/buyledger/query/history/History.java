package org.buyledger.query.history;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Historical;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.WireTypes;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Endpoint;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Page;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.buyledger.query.past.ObjectEvents;
import org.buyledger.query.past.Parts;
import org.buyledger.query.past.Past;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * {@code .../{id}/history}: the events of an object and of its parts, each with what it changed of what the caller is shown.
 * What an object was after an event is asked of the endpoint that shows it, so a history tells nobody what the object itself
 * does not.
 */
public final class History implements Endpoint {
    private static final int MOST_TYPES = 50;
    private static final Sort<AuditLogsRecord> SORT =
            new Sort<>(List.of("-sequence", "sequence"), List.of(AUDIT_LOGS.SEQUENCE));

    private final Paging paging;
    private final Parts parts;
    private final Endpoint object;

    /**
     * The history of objects of a kind.
     *
     * @param parts whose events it has
     * @param object what answers for one of them
     */
    public History(Paging paging, Parts parts, Endpoint object) {
        this.paging = paging;
        this.parts = parts;
        this.object = object;
    }

    @Override
    public Answer answer(ReadRequest request) {
        List<Subject> subjects = parts.of(request);
        ReadRequest one =
                request.with(request.parameters().only(Set.of("principal_id"))).withoutHeaders();
        List<String> types = types(request);
        Condition selected = types.isEmpty() ? DSL.noCondition() : AUDIT_LOGS.TYPE.in(types);
        Filter filter = new Filter(request.parameters(), of(request, subjects)).and(selected);
        request.parameters().text("from_revision").ifPresent(text -> filter.and(from(request, subjects, text)));
        Page<AuditLogsRecord> page = paging.page(request, AUDIT_LOGS, filter, SORT);
        refuseUnlessVisible(one, subjects);
        return page.answer("history", rows -> entries(one, subjects, rows, !types.isEmpty()));
    }

    private List<String> types(ReadRequest request) {
        List<String> known = Stream.concat(Event.TYPES.names().stream(), Historical.TYPES.names().stream())
                .filter(type -> parts.kinds()
                        .contains(type.substring(WireTypes.PREFIX.length()).split("\\.", -1)[0]))
                .sorted()
                .toList();
        return request.parameters().someOf("types", known, MOST_TYPES);
    }

    private static Condition of(ReadRequest request, Collection<Subject> subjects) {
        Condition any = DSL.falseCondition();
        for (Subject subject : subjects) {
            any = any.or(AUDIT_LOGS.OBJECT_TYPE.eq(subject.kind()).and(AUDIT_LOGS.OBJECT_ID.eq(subject.id())));
        }
        return AUDIT_LOGS.TENANT_ID.eq(request.caller().tenant()).and(any);
    }

    /** From the event on that gave the object a revision. */
    private Condition from(ReadRequest request, List<Subject> subjects, String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Problem.invalid(
                            "from_revision",
                            "format",
                            "Parameter 'from_revision' is '%s' and must be a whole number from 1 on.".formatted(text))
                    .detail("value", text);
        }
        List<Subject> own = subjects.stream()
                .filter(subject -> subject.kind().equals(parts.kinds().getFirst()))
                .toList();
        return AUDIT_LOGS.SEQUENCE.ge(DSL.select(DSL.min(AUDIT_LOGS.SEQUENCE))
                .from(AUDIT_LOGS)
                .where(of(request, own))
                .and(AUDIT_LOGS.REVISION.ge(Long.parseLong(text))));
    }

    /** A history is there for whom its object is there; for users also when the object is gone. */
    private void refuseUnlessVisible(ReadRequest one, List<Subject> subjects) {
        try {
            object.answer(one);
        } catch (Problem problem) {
            boolean isGone = problem.status() == 404
                    && !one.caller().isPrincipal()
                    && one.db().fetchExists(DSL.selectOne().from(AUDIT_LOGS).where(of(one, subjects)));
            if (!isGone) {
                throw problem;
            }
        }
    }

    /** Folds from the first event on, and looks at what is shown around each event of the page. */
    private List<Entry> entries(ReadRequest one, List<Subject> subjects, List<AuditLogsRecord> page, boolean ofTypes) {
        if (page.isEmpty()) {
            return List.of();
        }
        Set<Long> wanted = page.stream().map(AuditLogsRecord::getSequence).collect(Collectors.toSet());
        long last = wanted.stream().mapToLong(Long::longValue).max().orElseThrow();
        String tenant = one.caller().tenant();
        Past past = Past.beforeAll(one.db(), tenant, parts);
        ReadRequest then = one.in(past.db());
        Map<Long, Entry> entries = new HashMap<>();
        JsonNode before = MissingNode.getInstance();
        boolean isCurrent = true;
        for (Recorded<Event> event : ObjectEvents.of(one.db(), tenant, subjects, last)) {
            long sequence = event.envelope().sequence();
            boolean isWanted = wanted.contains(sequence);
            if (isWanted && !isCurrent) {
                before = shown(then);
            }
            past.apply(event);
            isCurrent = isWanted;
            if (isWanted) {
                JsonNode after = shown(then);
                Entries.of(one.caller(), event, before, after, ofTypes)
                        .ifPresent(entry -> entries.put(sequence, entry));
                before = after;
            }
        }
        return page.stream()
                .map(AuditLogsRecord::getSequence)
                .filter(entries::containsKey)
                .map(entries::get)
                .toList();
    }

    private JsonNode shown(ReadRequest then) {
        try {
            return object.answer(then).json();
        } catch (Problem problem) {
            if (problem.status() == 404) {
                return MissingNode.getInstance();
            }
            throw problem;
        }
    }
}
