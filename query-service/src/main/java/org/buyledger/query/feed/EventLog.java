package org.buyledger.query.feed;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.buyledger.migrations.Database;
import org.buyledger.query.auth.Visible;
import org.buyledger.query.position.ProjectedPositions;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Reads a tenant's events in their order. What one look reads is bounded, so that it is short and fits into memory. */
final class EventLog {
    /** What one look reads at most. */
    static final int MOST_EVENTS = 500;

    static final int MOST_BYTES = 1 << 20;

    /** How many events one look passes over at most where a filter leaves few: some 0.1 s. */
    private static final int WINDOW = 50_000;

    private static final int FETCHED_AT_ONCE = 64;

    private static final Field<String> OWNER = BuyerEvents.OWNER.as("owner");

    private final Database database;

    EventLog(Database database) {
        this.database = database;
    }

    /**
     * Where somebody stands.
     *
     * @param sequence of the last event that was read or passed over; 0 before the first
     * @param at not after its time, so that older months need not be looked at
     */
    record Place(long sequence, Instant at) {
        /** After a position whose time nobody knows. */
        static Place after(long sequence) {
            return new Place(sequence, Instant.EPOCH);
        }
    }

    /**
     * What one look found.
     *
     * @param events in their order
     * @param end up to where it looked: there is nothing else before it
     */
    record Page(List<FeedEvent> events, Place end) {}

    /**
     * The next events that meet a condition.
     *
     * @param most how many at most
     * @param mostBytes how much memory they may take; one event may take it alone
     */
    Page after(String tenant, Place place, Condition condition, int most, int mostBytes) {
        return database.readOnly(db -> {
            Visible.tenant(db, tenant);
            long position = ProjectedPositions.of(db, tenant);
            long until = Math.min(position, place.sequence() + WINDOW);
            if (until <= place.sequence()) {
                return new Page(List.of(), place);
            }
            Condition wanted = AUDIT_LOGS
                    .SEQUENCE
                    .gt(place.sequence())
                    .and(AUDIT_LOGS.SEQUENCE.le(until))
                    .and(AUDIT_LOGS.OCCURRED_AT.ge(place.at()))
                    .and(condition);
            List<FeedEvent> events = new ArrayList<>();
            boolean all = read(db, tenant, wanted, false, most, mostBytes, events);
            if (events.isEmpty()) {
                return new Page(events, new Place(until, place.at()));
            }
            FeedEvent last = events.getLast();
            return new Page(events, new Place(all ? until : last.sequence(), last.at()));
        });
    }

    /** The newest events of a tenant, and where they end. */
    Page newest(String tenant, int most) {
        return database.readOnly(db -> {
            Visible.tenant(db, tenant);
            long position = ProjectedPositions.of(db, tenant);
            List<FeedEvent> events = new ArrayList<>();
            read(db, tenant, AUDIT_LOGS.SEQUENCE.gt(position - most), true, most, MOST_BYTES, events);
            Collections.reverse(events);
            Instant at = events.isEmpty() ? Instant.EPOCH : events.getLast().at();
            return new Page(events, new Place(position, at));
        });
    }

    /** The first event that is there; 0 where there is none. */
    long first(String tenant) {
        return database.readOnly(db -> {
            Visible.tenant(db, tenant);
            Long first = db.select(DSL.min(AUDIT_LOGS.SEQUENCE))
                    .from(AUDIT_LOGS)
                    .where(AUDIT_LOGS.TENANT_ID.eq(tenant))
                    .fetchSingle()
                    .value1();
            return first == null ? 0 : first;
        });
    }

    /** False when there was more than was read. */
    private static boolean read(
            DSLContext db,
            String tenant,
            Condition wanted,
            boolean descending,
            int most,
            int mostBytes,
            List<FeedEvent> to) {
        int bytes = 0;
        try (Cursor<Record> rows = db.select(AUDIT_LOGS.fields())
                .select(OWNER)
                .from(AUDIT_LOGS)
                .where(AUDIT_LOGS.TENANT_ID.eq(tenant))
                .and(wanted)
                .orderBy(descending ? AUDIT_LOGS.SEQUENCE.desc() : AUDIT_LOGS.SEQUENCE.asc())
                .limit(most)
                .fetchSize(FETCHED_AT_ONCE)
                .fetchLazy()) {
            while (bytes < mostBytes) {
                Record row = rows.fetchNext();
                if (row == null) {
                    return to.size() < most;
                }
                FeedEvent event = FeedEvent.of(row.into(AUDIT_LOGS), row.get(OWNER));
                bytes += event.bytes();
                to.add(event);
            }
            return false;
        }
    }
}
