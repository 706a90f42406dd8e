package org.buyledger.query.audit;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.buyledger.migrations.jooq.tables.records.AuditLogsRecord;
import org.buyledger.query.feed.Open;
import org.buyledger.query.http.AnswerJson;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;

/**
 * Writes the entries that meet a condition as lines of JSON, oldest first, up to the position at which it began. It reads
 * them in short transactions, each from where the one before ended, so no snapshot is held and few entries are in memory.
 *
 * @param wanted the tenant's, and those that the caller filtered
 * @param after the position after which it begins
 * @param until the position at which it ends
 */
record AuditExport(Condition wanted, long after, long until) {
    private static final int PART_BYTES = 256 << 10;

    /** How many entries one look passes over at most where a filter leaves few. */
    private static final int WINDOW = 50_000;

    private static final int FETCHED_AT_ONCE = 100;

    /** The last line: without it the download was cut off. */
    private record Complete(boolean complete, long entries, long position) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(byte[] lines, int entries, long end, Instant at) {}

    void write(Open to) throws IOException, InterruptedException {
        long entries = 0;
        Part part = new Part(new byte[0], 0, after, Instant.EPOCH);
        while (part.end() < until) {
            Part before = part;
            part = to.read(db -> next(db, before));
            if (part.entries() > 0) {
                to.write(part.lines(), part.entries());
                entries += part.entries();
            }
        }
        ByteArrayOutputStream last = new ByteArrayOutputStream();
        line(new Complete(true, entries, until), last);
        to.write(last.toByteArray(), 0);
    }

    private Part next(DSLContext db, Part before) {
        long end = Math.min(until, before.end() + WINDOW);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int entries = 0;
        Instant at = before.at();
        try (Cursor<AuditLogsRecord> rows = db.selectFrom(AUDIT_LOGS)
                .where(wanted)
                .and(AUDIT_LOGS.SEQUENCE.gt(before.end()))
                .and(AUDIT_LOGS.SEQUENCE.le(end))
                // Times never go back, so the months before need not be looked at.
                .and(AUDIT_LOGS.OCCURRED_AT.ge(at))
                .orderBy(AUDIT_LOGS.SEQUENCE)
                .fetchSize(FETCHED_AT_ONCE)
                .fetchLazy()) {
            for (AuditLogsRecord row = rows.fetchNext(); row != null; row = rows.fetchNext()) {
                line(AuditEntry.of(row), lines);
                entries++;
                at = row.getOccurredAt();
                if (lines.size() >= PART_BYTES) {
                    return new Part(lines.toByteArray(), entries, row.getSequence(), at);
                }
            }
        }
        return new Part(lines.toByteArray(), entries, end, at);
    }

    private static void line(Object value, ByteArrayOutputStream to) {
        to.writeBytes(AnswerJson.write(value));
        to.write('\n');
    }
}
