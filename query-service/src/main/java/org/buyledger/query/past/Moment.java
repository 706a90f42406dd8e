package org.buyledger.query.past;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;
import static org.buyledger.migrations.jooq.Tables.TENANT_POSITIONS;

import java.time.Instant;
import java.util.Optional;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tenant's ledger: after an event and before the next.
 *
 * @param position the sequence number of that event; 0 before the first
 * @param newest that of the newest event that is projected
 */
record Moment(long position, long newest) {
    static final String POSITION = "as_of_position";
    static final String TIME = "as_of";

    /**
     * The moment that a request asks for; empty when it asks for what is.
     *
     * @throws Problem when it cannot be told what was then
     */
    static Optional<Moment> of(ReadRequest request) {
        Optional<Instant> time = request.parameters().time(TIME);
        Optional<String> position = request.parameters().text(POSITION);
        if (time.isPresent() && position.isPresent()) {
            throw Problem.invalid(TIME, "not", "Parameters 'as_of' and 'as_of_position' are both given.")
                    .suggestion("Give one of them.");
        }
        String tenant = request.caller().tenant();
        return position.isPresent()
                ? position.map(text -> at(text, newest(request.db(), tenant)))
                : time.map(then -> at(request.db(), tenant, then));
    }

    private static Moment at(String text, long newest) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.invalid(
                            POSITION,
                            "format",
                            "Parameter 'as_of_position' is '%s' and must be a whole number from 0 on.".formatted(text))
                    .detail("value", text);
        }
        long position = Long.parseLong(text);
        if (position > newest) {
            throw Problem.unavailable(
                            ProblemType.PROJECTION_BEHIND,
                            "Position %d is not projected yet; %d is.".formatted(position, newest))
                    .suggestion("Try again, or wait with 'Buyledger-Min-Position: %d' and 'Prefer: wait=<seconds>'."
                            .formatted(position))
                    .detail("position", newest)
                    .detail("min_position", position);
        }
        return new Moment(position, newest);
    }

    /** After the last event that was decided by then: times never run backwards in a ledger, so these are its beginning. */
    private static Moment at(DSLContext db, String tenant, Instant then) {
        long newest = newest(db, tenant);
        Long position = db.select(AUDIT_LOGS.SEQUENCE)
                .from(AUDIT_LOGS)
                .where(AUDIT_LOGS.TENANT_ID.eq(tenant))
                .and(AUDIT_LOGS.OCCURRED_AT.le(then))
                .orderBy(AUDIT_LOGS.OCCURRED_AT.desc(), AUDIT_LOGS.SEQUENCE.desc())
                .limit(1)
                .fetchOne(AUDIT_LOGS.SEQUENCE);
        Moment moment = new Moment(position == null ? 0 : position, newest);
        if (!moment.isClosed() && then.isAfter(Instant.now()) && then.isAfter(time(db, tenant, moment.position()))) {
            throw Problem.invalid(TIME, "maximum", "Parameter 'as_of' is '%s', which is yet to come.".formatted(then))
                    .suggestion("Leave it out to see what is.")
                    .detail("value", then.toString());
        }
        return moment;
    }

    private static Instant time(DSLContext db, String tenant, long position) {
        @Nullable
        Instant time = db.select(AUDIT_LOGS.OCCURRED_AT)
                .from(AUDIT_LOGS)
                .where(AUDIT_LOGS.TENANT_ID.eq(tenant))
                .and(AUDIT_LOGS.SEQUENCE.eq(position))
                .fetchOne(AUDIT_LOGS.OCCURRED_AT);
        return time == null ? Instant.MIN : time;
    }

    private static long newest(DSLContext db, String tenant) {
        Long newest = db.select(TENANT_POSITIONS.SEQUENCE)
                .from(TENANT_POSITIONS)
                .where(TENANT_POSITIONS.TENANT_ID.eq(tenant))
                .fetchOne(TENANT_POSITIONS.SEQUENCE);
        return newest == null ? 0 : newest;
    }

    /** Whether an event after it is known, so that none can come before that any more. */
    boolean isClosed() {
        return position < newest;
    }

    /** How many events have come since. */
    long age() {
        return newest - position;
    }
}
