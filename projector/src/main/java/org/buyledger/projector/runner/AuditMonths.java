package org.buyledger.projector.runner;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.buyledger.migrations.Database;
import org.jooq.DSLContext;

/**
 * The monthly partitions of audit_logs, made when the first event of a month (in UTC) is about to be written. Safe for use
 * by many threads.
 */
public final class AuditMonths {
    /** The table. */
    public static final String TABLE = "audit_logs";

    private final Database database;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    public AuditMonths(Database database) {
        this.database = database;
    }

    /** The partition that holds a time. */
    static String name(YearMonth month) {
        return "%s_%04d_%02d".formatted(TABLE, month.getYear(), month.getMonthValue());
    }

    public static YearMonth of(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /**
     * Makes those that are missing, each in a transaction of its own, so that no other instance waits for a batch.
     *
     * @throws IllegalStateException when a month was detached and its table is still there
     */
    public void make(Set<YearMonth> months) {
        for (YearMonth month : months) {
            if (!known.contains(month)) {
                database.transaction(sql -> {
                    make(sql, month);
                    return null;
                });
                known.add(month);
            }
        }
    }

    /** Whether none of them has to be made. */
    boolean has(Set<YearMonth> months) {
        return known.containsAll(months);
    }

    /** Looks again the next time: somebody may have detached one. */
    void forget() {
        known.clear();
    }

    private static void make(DSLContext sql, YearMonth month) {
        // What attaching takes anyway: it keeps other instances away, and neither readers nor writers.
        sql.execute("LOCK TABLE %s IN SHARE UPDATE EXCLUSIVE MODE".formatted(TABLE));
        String name = name(month);
        if (isAttached(sql, name)) {
            return;
        }
        if (sql.fetchSingle("SELECT to_regclass(format('%I.%I', current_schema(), ?::text))::text", name)
                        .get(0)
                != null) {
            throw new IllegalStateException(
                    "Table %s is not attached to %s, and there are events of its month to write; attach it again, or drop it."
                            .formatted(name, TABLE));
        }
        // Made as a partition at once, it would lock readers and writers out.
        sql.execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(name, TABLE));
        // The table's policy holds only for who names the table: who names a month sees nothing.
        sql.execute("ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(name));
        // Nobody searches it, and to look at what is in it took autovacuum longer than to look at all the others.
        sql.execute("ALTER TABLE %s ALTER COLUMN payload SET STATISTICS 0".formatted(name));
        sql.execute("ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s-01 00:00:00Z') TO ('%s-01 00:00:00Z')"
                .formatted(TABLE, name, month, month.plusMonths(1)));
    }

    private static boolean isAttached(DSLContext sql, String name) {
        return !sql.fetch(
                        "SELECT FROM pg_inherits WHERE inhparent = '%s'::regclass AND inhrelid = to_regclass(format('%%I.%%I', current_schema(), ?::text))"
                                .formatted(TABLE),
                        name)
                .isEmpty();
    }
}
