package org.buyledger.projector.rebuild;

import static org.buyledger.projector.rebuild.Schemas.quoted;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.projector.rebuild.Relations.ForeignKey;
import org.buyledger.projector.rebuild.Relations.View;
import org.buyledger.projector.runner.Batch;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;

/**
 * Puts the candidate's tables in the place of the live ones, in one transaction. It holds the positions first, so that no
 * projector commits; then brings the candidate to them; then waits until nobody has an older look at the database; and holds
 * the tables only while it renames.
 */
final class Switch {
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    /** For what no reader waits for: longer than the projector's longest batch, and than it takes to send autovacuum away. */
    private static final Duration PATIENT_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(1);
    /** What can be applied while the projector waits, about as much as its longest batch. */
    private static final long SMALL = 20_000;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    private final Database holder;
    private final Snapshots snapshots;
    private final Schemas schemas;
    private final String candidate;
    private final Collection<String> tables;

    /**
     * A switch.
     *
     * @param holder with one connection, for its transaction
     * @param candidate the schema whose tables are to be live; it is gone afterwards
     */
    Switch(Database holder, Snapshots snapshots, Schemas schemas, String candidate, Collection<String> tables) {
        this.holder = holder;
        this.snapshots = snapshots;
        this.schemas = schemas;
        this.candidate = candidate;
        this.tables = tables;
    }

    /** Why it could not be done now; the next moment may be better. */
    static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNow(String message) {
            super(message);
        }
    }

    /** What is checked and done while no projector commits, before the tables are held. */
    interface Before {
        void check(DSLContext sql);
    }

    /**
     * Tries once. Foreign keys to and from other tables have yet to look at their rows then.
     *
     * @param isWhole whether the tables may be further than the live ones, as when all are switched and nothing is parked
     * @param keep whether the old tables stay
     * @throws NotNow when others are in the way; nothing has changed
     */
    void attempt(CatchUp catchUp, boolean isWhole, boolean keep, UUID rebuild, Before before) {
        try {
            holder.transaction(sql -> {
                attempt(sql, catchUp, isWhole, keep, rebuild, before);
                return null;
            });
        } catch (DataAccessException e) {
            if (e.sqlState().equals(LOCK_NOT_AVAILABLE) || e.sqlState().equals(DEADLOCK)) {
                throw new NotNow("others hold what it has to hold: " + e.getMessage());
            }
            throw e;
        }
    }

    private void attempt(DSLContext sql, CatchUp catchUp, boolean isWhole, boolean keep, UUID rebuild, Before before) {
        limit(sql, PATIENT_TIMEOUT);
        sendAutovacuumAway(sql);
        Map<Integer, Long> targets = holdPositions(sql);
        limit(sql, LOCK_TIMEOUT);
        if (isWhole) {
            catchUp.positions().forEach((partition, offset) -> targets.merge(partition, offset, Math::max));
        }
        if (catchUp.distance(targets) > SMALL) {
            throw new NotNow("the projector is %d events further".formatted(catchUp.distance(targets)));
        }
        catchUp.to(targets);
        before.check(sql);
        int own = sql.fetchSingle("SELECT pg_backend_pid()").get(0, Integer.class);
        var older = snapshots.await(own, LONGEST_HOLD.toNanos());
        if (!older.isEmpty()) {
            throw new NotNow(
                    "transactions look at the database that are older than the last rows: the processes %s of PostgreSQL"
                            .formatted(older.stream()
                                    .map(one -> Integer.toString(one.pid()))
                                    .collect(Collectors.joining(", "))));
        }
        move(sql, keep, rebuild);
    }

    /**
     * Autovacuum may have a table for minutes, and lets go when somebody has waited for it as long as {@code deadlock_timeout}
     * says, a second mostly. With this lock nobody else waits meanwhile, neither readers nor writers.
     */
    private void sendAutovacuumAway(DSLContext sql) {
        sql.execute("LOCK TABLE %s IN SHARE UPDATE EXCLUSIVE MODE"
                .formatted(tables.stream()
                        .map(name -> quoted(schemas.live()) + "." + quoted(name))
                        .collect(Collectors.joining(", "))));
    }

    private static void limit(DSLContext sql, Duration waiting) {
        sql.execute("SET LOCAL lock_timeout = %d".formatted(waiting.toMillis()));
    }

    /** From here on, who wants to move a position waits. */
    private Map<Integer, Long> holdPositions(DSLContext sql) {
        Map<Integer, Long> positions = new TreeMap<>();
        sql.fetch(
                        "SELECT partition, next_offset FROM %s.projection_positions WHERE topic = ? ORDER BY partition FOR UPDATE"
                                .formatted(quoted(schemas.live())),
                        Topics.EVENTS)
                .forEach((Record row) -> positions.put(row.get(0, Integer.class), row.get(1, Long.class)));
        return positions;
    }

    private void move(DSLContext sql, boolean keep, UUID rebuild) {
        String live = schemas.live();
        String aside = schemas.aside();
        List<String> out = Relations.withPartitions(sql, live, tables);
        List<String> in = Relations.withPartitions(sql, candidate, tables);
        List<View> views = Relations.views(sql, live, out);
        // Views first, as their readers take them; with a view its tables are locked.
        views.forEach(view ->
                sql.execute("LOCK TABLE %s.%s IN ACCESS EXCLUSIVE MODE".formatted(quoted(live), quoted(view.name()))));
        sql.execute("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE"
                .formatted(Stream.concat(
                                out.stream().map(name -> quoted(live) + "." + quoted(name)),
                                in.stream().map(name -> quoted(candidate) + "." + quoted(name)))
                        .collect(Collectors.joining(", "))));
        List<ForeignKey> outOf = Relations.outOf(sql, live, out);
        List<ForeignKey> into = Relations.into(sql, live, out);
        Stream.concat(outOf.stream(), into.stream()).forEach(key -> sql.execute(key.drop(live)));
        Relations.grants(sql, live, candidate, out).forEach(sql::execute);

        sql.execute("CREATE SCHEMA %s".formatted(quoted(aside)));
        out.forEach(name -> sql.execute(moved(live, name, aside)));
        in.forEach(name -> sql.execute(moved(candidate, name, live)));
        views.forEach(view -> sql.execute(view.again(live)));
        Stream.concat(outOf.stream(), into.stream()).forEach(key -> sql.execute(key.add(live)));

        sql.execute("CREATE TABLE %s.projection_positions (LIKE %s.projection_positions INCLUDING ALL)"
                .formatted(quoted(aside), quoted(live)));
        sql.execute(
                "INSERT INTO %s.projection_positions SELECT * FROM %s.projection_positions WHERE topic = ?"
                        .formatted(quoted(aside), quoted(live)),
                Topics.EVENTS);
        sql.execute("""
                UPDATE %1$s.projection_positions p
                SET next_offset = greatest(p.next_offset, coalesce((SELECT c.next_offset FROM %2$s.projection_positions c
                        WHERE c.topic = p.topic AND c.partition = p.partition), 0)),
                    generation = p.generation + 1, updated_at = now()
                WHERE topic = ?""".formatted(quoted(live), quoted(candidate)), Topics.EVENTS);
        sql.execute("INSERT INTO %1$s.projection_positions (topic, partition, next_offset, generation, updated_at)"
                        .formatted(quoted(live))
                + " SELECT topic, partition, next_offset, 1, now() FROM %s.projection_positions ON CONFLICT DO NOTHING"
                        .formatted(quoted(candidate)));
        sql.execute("DELETE FROM %s.rebuild_marks WHERE table_name = ANY(?::text[])".formatted(quoted(live)), (Object)
                Relations.array(tables));
        // Nothing else is in it, or the statement refuses.
        sql.execute("DROP TABLE %s.projection_positions".formatted(quoted(candidate)));
        sql.execute("DROP SCHEMA %s RESTRICT".formatted(quoted(candidate)));
        if (keep) {
            sql.execute("ALTER SCHEMA %s RENAME TO %s".formatted(quoted(aside), quoted(schemas.kept())));
        }
        sql.execute(
                "UPDATE %s.rebuilds SET phase = ? WHERE rebuild_id = ?".formatted(quoted(live)),
                Phase.FINISHING.toString(),
                rebuild);
        sql.execute("SELECT pg_notify(?, '')", Batch.CHANNEL);
    }

    private static String moved(String from, String table, String to) {
        return "ALTER TABLE %s.%s SET SCHEMA %s".formatted(quoted(from), quoted(table), quoted(to));
    }
}
