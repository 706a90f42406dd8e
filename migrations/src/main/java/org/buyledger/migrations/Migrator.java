package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.operations.Operator;
import org.jooq.exception.DataAccessException;

/**
 * Moves a schema from revision to revision, and tells where it stands. Every plan is refused whole, or made step by step
 * under a lock that lets one migrator work at a time; the others wait and find nothing to do.
 *
 * <p>All methods throw {@link DataAccessException} when the database cannot be reached or refuses a look at it.
 */
public final class Migrator {
    private final Database database;
    private final Graph graph;
    private final Patience patience;

    /** A migrator for the revisions that this version of Buyledger brings along. */
    public Migrator(Database database) {
        this(database, PackagedRevisions.load(), Patience.USUAL);
    }

    /** A migrator for any revisions. */
    public Migrator(Database database, Graph graph, Patience patience) {
        this.database = database;
        this.graph = graph;
        this.patience = patience;
    }

    /**
     * How a plan upwards is made.
     *
     * @param upTo with {@code +N}: as many as there are, where there are fewer
     * @param perRevision each revision in a transaction of its own, instead of all in one
     */
    public record Upgrade(boolean upTo, boolean perRevision) {
        /** All in one transaction. */
        public static final Upgrade USUAL = new Upgrade(false, false);
    }

    /**
     * How a plan downwards is made.
     *
     * @param latestApplied with {@code -N} and several heads: the last that were applied
     * @param perRevision each revision in a transaction of its own, instead of all in one
     * @param acceptLoss also where data is lost that no event brings back
     * @param acceptOneWay what has no way back stays in the schema and is no longer said to be applied
     * @param stopBefore goes down as far as there is a way back
     */
    public record Downgrade(
            boolean latestApplied, boolean perRevision, boolean acceptLoss, boolean acceptOneWay, boolean stopBefore) {
        /** All in one transaction, and nothing lost. */
        public static final Downgrade USUAL = new Downgrade(false, false, false, false, false);
    }

    /** Makes a schema that is nobody's yet, at head. */
    public static void makeSchema(Database database) {
        try {
            new Migrator(database).upgrade("head", Upgrade.USUAL);
        } catch (Refused | MigrationFailed e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The revisions that this migrator knows. */
    public Graph graph() {
        return graph;
    }

    /** Where the schema stands; read without a lock, and creates nothing. */
    public Standing standing() {
        return database.look(this::standing);
    }

    /** The same, read in a transaction of somebody else's. */
    public Standing standing(Connection connection) throws SQLException {
        return Standing.read(connection, graph);
    }

    /** The revisions that this version of Buyledger needs and that the database lacks, in the order to apply them. */
    public List<Revision> pending() {
        Standing standing = standing();
        return graph.revisions().stream()
                .filter(one -> !standing.applied().contains(one))
                .toList();
    }

    /**
     * Applies what is missing below a target.
     *
     * @param target as in {@link Plans}
     * @return what was applied, in order
     */
    public List<Revision> upgrade(String target, Upgrade how) throws Refused, MigrationFailed {
        Standing before = standing();
        // Without a lock: a schema that is new enough, which is nearly every start, costs one read.
        if (before.failed().isEmpty()
                && Plans.upgrade(graph, before.applied(), target, how.upTo()).isEmpty()) {
            return List.of();
        }
        // Refused before anything waits; and again below, for then others have worked.
        Checks.upgrade(before);
        FlywayRun.loadAhead();
        try (MigrationLock lock = MigrationLock.acquire(database)) {
            AuditTrail.Run run = run("upgrade " + target);
            Standing standing = lock.standing(graph);
            Checks.upgrade(standing);
            lock.clearDebris(standing);
            List<Revision> plan = Plans.upgrade(graph, standing.applied(), target, how.upTo());
            return new WayUp(database, graph, lock, run, patience).apply(standing, plan, how.perRevision());
        }
    }

    /**
     * Takes back what is above a target.
     *
     * @param target as in {@link Plans}
     * @return what was taken back, in order
     */
    public List<Revision> downgrade(String target, Downgrade how) throws Refused, MigrationFailed {
        Standing before = standing();
        if (downgradePlan(before, target, how).isEmpty()) {
            return List.of();
        }
        try (MigrationLock lock = MigrationLock.acquire(database)) {
            AuditTrail.Run run = begin(lock, "downgrade " + target);
            Standing standing = lock.standing(graph);
            lock.clearDebris(standing);
            List<Revision> plan = downgradePlan(standing, target, how);
            return new WayDown(graph, lock, run, patience).apply(plan, how);
        }
    }

    /** What {@link #downgrade} would take back. */
    public List<Revision> downgradePlan(Standing standing, String target, Downgrade how) throws Refused {
        List<Revision> plan = Plans.downgrade(graph, standing.applied(), target, how.latestApplied());
        return Checks.downgrade(plan, how);
    }

    /**
     * Declares that the schema is at these revisions, and runs nothing. Rows that no file has are taken away.
     *
     * @param purge forgets all that was recorded first
     * @return what changed
     */
    public Plans.Stamp stamp(List<String> targets, boolean purge) throws Refused {
        try (MigrationLock lock = MigrationLock.acquire(database)) {
            Standing found = lock.standing(graph);
            SequencedSet<Revision> applied = purge ? new LinkedHashSet<>() : found.applied();
            // Refused before the first write.
            Plans.Stamp stamp = Plans.stamp(graph, applied, targets);
            AuditTrail.Run run = begin(lock, "stamp " + String.join(" ", targets) + (purge ? " --purge" : ""));
            new Stamping(database, lock, run, patience).apply(lock.standing(graph), stamp, purge);
            return stamp;
        }
    }

    /** Makes the tables that record revisions, where they are missing. */
    public void ensureVersion() throws Refused {
        try (MigrationLock lock = MigrationLock.acquire(database)) {
            begin(lock, "ensure_version");
        }
    }

    /** For who has the lock: the tables are there, and the run has a name. */
    private AuditTrail.Run begin(MigrationLock lock, String verb) {
        AuditTrail.Run run = run(verb);
        if (lock.standing(graph).isRecorded()) {
            lock.session().run(AuditTrail::ensure);
        } else {
            new FlywayRun(database, run, patience.lockTimeout(), Set.of(), FlywayRun.How.EACH_ALONE).createTables();
        }
        return run;
    }

    private static AuditTrail.Run run(String verb) {
        return new AuditTrail.Run(UUID.randomUUID(), verb, Operator.name());
    }
}
