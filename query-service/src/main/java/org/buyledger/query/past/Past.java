package org.buyledger.query.past;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.projector.runner.Projection;
import org.buyledger.query.http.Problem;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.TableRecord;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * The tables of a tenant as they were at a position of its ledger. Whatever runs in {@link #db()} sees them under their own
 * names: each statement begins with a common table expression for each table that it reads, in which the rows of objects
 * that have changed since are those that their events up to the position come to. So an answer about the past is made by
 * the very statements that make it of the present. The folded rows travel as a setting of the transaction, once for all
 * statements, whose text stays the same.
 */
public final class Past {
    /** How far lists reach back, and how far they reach on from the beginning of a ledger, in events of the tenant. */
    static final long REACH = 20_000;

    private static final Pattern TABLES = Pattern.compile("(?i)(?:\\b(?:from|join)\\s+|,\\s*)\"?("
            + Origin.tables().collect(Collectors.joining("|"))
            + ")\"?(?![\\w\".])");

    private final DSLContext live;
    private final String tenant;
    private final Moment moment;
    private final Map<String, Kind> kinds = new HashMap<>();

    Past(DSLContext live, String tenant, Moment moment) {
        this.live = live;
        this.tenant = tenant;
        this.moment = moment;
    }

    /** The objects of a kind. */
    private static final class Kind {
        private final Map<String, TableRows<?>> tables = new TreeMap<>();
        private final boolean hasOthers;
        private boolean isSent;

        /**
         * What is there of a kind.
         *
         * @param hasOthers whether there are objects that are as they are today, beside those that are folded
         */
        Kind(String name, boolean hasOthers, List<Recorded<Event>> events) {
            this.hasOthers = hasOthers;
            Origin.of(name).forEach(origin -> tables.put(origin.table(), rows(origin.projection())));
            events.forEach(this::apply);
        }

        private static <R extends TableRecord<R>> TableRows<R> rows(Projection<R> projection) {
            return new TableRows<>(projection);
        }

        void apply(Recorded<Event> event) {
            tables.values().forEach(rows -> rows.apply(event));
            isSent = false;
        }
    }

    /** Before a tenant's first event, when nothing was; events are then {@link #apply applied} one by one. */
    public static Past beforeAll(DSLContext live, String tenant, Parts parts) {
        Past past = new Past(live, tenant, new Moment(0, 0));
        past.only(parts, List.of());
        return past;
    }

    /** Restricts kinds to some objects: of such a kind, nothing else is there, and nothing else is folded. */
    void only(Parts parts, List<Subject> objects) {
        for (String kind : parts.kinds()) {
            List<String> ids = objects.stream()
                    .filter(object -> object.kind().equals(kind))
                    .map(Subject::id)
                    .toList();
            kinds.put(kind, new Kind(kind, false, ObjectEvents.of(live, tenant, kind, ids, moment.position())));
        }
    }

    /** Goes on by one event of one of the objects. */
    public void apply(Recorded<Event> event) {
        Kind kind = kinds.get(event.envelope().subject().kind());
        if (kind != null) {
            kind.apply(event);
        }
    }

    /** The transaction, with the tables as they were. */
    public DSLContext db() {
        // By the names of the tables, and not of the views that stand for some of them.
        Settings byName = ((Settings) live.settings().clone()).withRenderMapping(null);
        return live.configuration()
                .derive(byName)
                .derive(ExecuteListener.onRenderEnd(this::shadow))
                .dsl();
    }

    private void shadow(ExecuteContext statement) {
        String sql = statement.sql();
        if (sql == null) {
            return;
        }
        List<String> expressions = new ArrayList<>();
        Set<String> met = new HashSet<>();
        Matcher tables = TABLES.matcher(sql);
        while (tables.find()) {
            Origin origin = Origin.ofTable(tables.group(1)).orElseThrow();
            if (met.add(origin.table())) {
                expressions.add(expression(origin));
            }
        }
        if (!expressions.isEmpty()) {
            String own = sql.regionMatches(true, 0, "with ", 0, 5) ? ", " + sql.substring(5) : " " + sql;
            statement.sql("WITH " + String.join(", ", expressions) + own);
        }
    }

    private String expression(Origin origin) {
        Kind kind = kinds.computeIfAbsent(origin.objectType(), this::all);
        if (!kind.isSent) {
            send(kind);
        }
        String table = origin.table();
        String columns = Stream.of(origin.projection().table().fields())
                .map(field -> '"' + field.getName() + '"')
                .collect(Collectors.joining(", "));
        String folded = "SELECT %s FROM json_populate_recordset(NULL::\"%s\", current_setting('%s')::json)"
                .formatted(columns, table, rowsOf(table));
        if (!kind.hasOthers) {
            return "\"%s\" AS (%s)".formatted(table, folded);
        }
        // In a common table expression that is not recursive, the name is still that of the real table.
        String others =
                "SELECT %s FROM \"%s\" WHERE %s NOT IN (SELECT json_array_elements_text(current_setting('%s')::json))"
                        .formatted(columns, table, origin.idText(), changedOf(origin.objectType()));
        return "\"%s\" AS NOT MATERIALIZED (%s UNION ALL %s)".formatted(table, others, folded);
    }

    private void send(Kind kind) {
        Map<String, String> rows = new TreeMap<>();
        kind.tables.forEach((table, of) -> rows.put(rowsOf(table), of.json()));
        set(rows);
        kind.isSent = true;
    }

    private static String rowsOf(String table) {
        return "buyledger.rows_of_" + table;
    }

    private static String changedOf(String kind) {
        return "buyledger.changed_of_" + kind;
    }

    /** Settings that the transaction has until its end. */
    private void set(Map<String, String> settings) {
        live.select(settings.entrySet().stream()
                        .map(setting -> DSL.field(
                                "length(set_config({0}, {1}, true))",
                                Integer.class, DSL.val(setting.getKey()), DSL.val(setting.getValue())))
                        .toList())
                .fetch();
    }

    /** All objects of a kind: the fewer are folded, those that have changed since or those that were. */
    private Kind all(String kind) {
        if (moment.age() <= REACH) {
            Set<String> changed = live.selectDistinct(AUDIT_LOGS.OBJECT_ID)
                    .from(AUDIT_LOGS)
                    .where(AUDIT_LOGS.TENANT_ID.eq(tenant))
                    .and(AUDIT_LOGS.OBJECT_TYPE.eq(kind))
                    .and(AUDIT_LOGS.SEQUENCE.gt(moment.position()))
                    .fetchSet(AUDIT_LOGS.OBJECT_ID);
            set(Map.of(changedOf(kind), Json.EVENTS.writeValueAsString(changed)));
            return new Kind(kind, true, ObjectEvents.of(live, tenant, kind, changed, moment.position()));
        }
        if (moment.position() <= REACH) {
            return new Kind(kind, false, ObjectEvents.of(live, tenant, kind, moment.position()));
        }
        throw Problem.invalid(
                        Moment.POSITION,
                        "range",
                        "Position %d is %d events back; a list reaches %d back, and %d on from the first."
                                .formatted(moment.position(), moment.age(), REACH, REACH))
                .suggestion("Ask for a position that is nearer, or for single objects, which reach back to the first.")
                .detail("position", moment.position())
                .detail("newest_position", moment.newest())
                .detail("accepted_from", moment.newest() - REACH)
                .detail("accepted_until", REACH);
    }
}
