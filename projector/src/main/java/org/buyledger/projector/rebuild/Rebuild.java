package org.buyledger.projector.rebuild;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.catalogue.Blueprint;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.projector.rebuild.Relations.ForeignKey;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.Withheld;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tables again from the first event on, in a schema of their own, and puts them in the place of the live ones, while the
 * projector goes on to write those and readers to read them.
 */
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final int ATTEMPTS = 40;
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 10_000;
    /** How far behind the candidate may be when a switch is tried. */
    private static final long NEAR = 1_000;

    private static final int CONNECTIONS = 6;
    private static final String DISK_FULL = "53100";

    private final Database live;
    private final Supplier<Consumer<byte[], byte[]>> events;
    private final Migrator migrator;
    private final Preparation preparation;
    private final RebuildLog log;
    private final Schemas schemas;

    /**
     * A rebuild.
     *
     * @param live the schema that readers read
     * @param events makes consumers, as {@link EventsTopic#of} does
     * @param all the projections of all tables that come from events
     */
    public Rebuild(
            Database live, Supplier<Consumer<byte[], byte[]>> events, List<Projection<?>> all, Migrator migrator) {
        this.live = live;
        this.events = events;
        this.migrator = migrator;
        preparation = new Preparation(live, events, all, migrator);
        log = new RebuildLog(live);
        schemas = new Schemas(live.schema());
    }

    /**
     * What came of it.
     *
     * @param events how many offsets were folded
     * @param kept the schema in which the old tables are; empty where they are gone
     */
    public record Result(List<String> tables, long events, String kept) {}

    /** What {@link #run} would do; changes nothing. */
    public Plan plan(Request request) throws Refused {
        List<Projection<?>> projections = preparation.projections(request.tables());
        preparation.checkSchema();
        preparation.checkMonths(Preparation.names(projections));
        Plan plan = preparation.plan(projections, preparation.extent());
        preparation.checkSpace(plan);
        return plan;
    }

    /**
     * Does it.
     *
     * @throws Refused when it cannot be done; nothing was changed
     * @throws RebuildFailed when it could not be done to its end; the live tables are as they were
     */
    public Result run(Request request, RunProgress progress) throws Refused, RebuildFailed {
        List<Projection<?>> projections = preparation.projections(request.tables());
        List<String> tables = Preparation.names(projections);
        preparation.checkSchema();
        try (RebuildLock lock = RebuildLock.acquire(live, log)) {
            UUID id = log.begin(tables);
            return logged(id, progress, () -> {
                Candidate candidate = new Candidate(live);
                candidate.drop();
                try {
                    preparation.checkMonths(tables);
                    Plan plan = preparation.plan(projections, preparation.extent());
                    preparation.checkSpace(plan);
                    // What is not applied yet may be parked when it is: then no table may be further than the live
                    // ones.
                    boolean isWhole = request.tables().isEmpty()
                            && live.readOnly(Withheld::read).isEmpty();
                    Map<Integer, Long> ends = isWhole ? plan.ends() : livePositions(plan.ends());
                    Withheld withheld = isWhole ? Withheld.NONE : live.readOnly(Withheld::read);
                    progress.total(
                            ends.values().stream().mapToLong(Long::longValue).sum());
                    Blueprint blueprint = candidate.make(Set.copyOf(tables));
                    try (Database made = live.beside(schemas.candidatePath(), CONNECTIONS)) {
                        progress.begin(Phase.FILLING, 0);
                        List<Tally> tallies =
                                new Fill(events, made, projections, withheld, request, progress).run(ends);
                        candidate.filled(ends);
                        new Indexing(made, progress).run(blueprint, tables);
                        new Comparison(made, progress).run(tallies);
                        lock.check();
                        switchTo(
                                id,
                                schemas.candidate(),
                                made,
                                projections,
                                ends,
                                withheld,
                                isWhole,
                                request.keepOld(),
                                progress);
                    }
                } finally {
                    tidy(candidate);
                }
                return new Result(tables, progress.now().eventsDone(), request.keepOld() ? schemas.kept() : "");
            });
        }
    }

    /**
     * Brings the tables back that were live before the last rebuild which kept them; they are caught up first. Those that are
     * live now are kept in their stead.
     */
    public Result switchBack(RunProgress progress) throws Refused, RebuildFailed {
        preparation.checkSchema();
        try (RebuildLock lock = RebuildLock.acquire(live, log)) {
            KeptTables kept = KeptTables.find(live, schemas);
            List<Projection<?>> projections = preparation.projections(kept.tables());
            Withheld withheld = live.readOnly(Withheld::read);
            boolean isWhole = withheld.isEmpty() && projections.equals(preparation.projections(List.of()));
            UUID id = log.begin(kept.tables());
            return logged(id, progress, () -> {
                new Candidate(live).drop();
                try (Database made = live.beside(Schemas.path(schemas.kept(), schemas.live()), CONNECTIONS)) {
                    lock.check();
                    switchTo(
                            id, schemas.kept(), made, projections, kept.positions(), withheld, isWhole, true, progress);
                }
                return new Result(kept.tables(), progress.now().eventsDone(), schemas.kept());
            });
        }
    }

    private static void tidy(Candidate candidate) {
        try {
            candidate.drop();
        } catch (DataAccessException e) {
            LOG.warn(
                    "What was made for the rebuild is still there, and the next one takes it away: {}", e.getMessage());
        }
    }

    private Map<Integer, Long> livePositions(Map<Integer, Long> ends) {
        Map<Integer, Long> positions = new TreeMap<>(ends);
        positions.replaceAll((partition, end) -> 0L);
        live.readOnly(sql -> sql.fetch(
                        "SELECT partition, next_offset FROM projection_positions WHERE topic = ?", Topics.EVENTS))
                .forEach((Record row) -> positions.put(row.get(0, Integer.class), row.get(1, Long.class)));
        return positions;
    }

    private void switchTo(
            UUID id,
            String candidate,
            Database made,
            List<Projection<?>> projections,
            Map<Integer, Long> positions,
            Withheld withheld,
            boolean isWhole,
            boolean keep,
            RunProgress progress)
            throws RebuildFailed {
        List<String> tables = Preparation.names(projections);
        boolean isSwitched = false;
        try (Database holder = live.beside(Schemas.quoted(schemas.live()), 1);
                Database watch = live.beside(Schemas.quoted(schemas.live()), 1);
                CatchUp catchUp = new CatchUp(made, events, projections, positions, withheld, progress)) {
            Switch move = new Switch(holder, new Snapshots(watch), schemas, candidate, tables);
            Set<org.buyledger.migrations.graph.Revision> applied =
                    Set.copyOf(migrator.standing().applied());
            String hindrance = "";
            long pause = FIRST_PAUSE_MS;
            for (int attempt = 1; !isSwitched; attempt++) {
                if (attempt > ATTEMPTS) {
                    throw new RebuildFailed(
                            "After %d tries the tables could not be switched: %s. End those, or try again at a quieter time."
                                    .formatted(ATTEMPTS, hindrance));
                }
                progress.begin(Phase.CATCHING_UP, 0);
                near(catchUp, isWhole, progress);
                progress.begin(Phase.SWITCHING, 0);
                try {
                    if (!candidate.equals(schemas.kept())) {
                        dropKept();
                    }
                    move.attempt(catchUp, isWhole, keep, id, sql -> {
                        // Who migrates writes it.
                        sql.execute("LOCK TABLE %s.flyway_schema_history IN SHARE MODE"
                                .formatted(Schemas.quoted(schemas.live())));
                        if (!Set.copyOf(migrator.standing().applied()).equals(applied)) {
                            throw new IllegalStateException("the schema was migrated meanwhile");
                        }
                    });
                    isSwitched = true;
                } catch (Switch.NotNow e) {
                    hindrance = String.valueOf(e.getMessage());
                    LOG.info("Not switched yet: {}", hindrance);
                    sleep(pause);
                    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
                } catch (DataAccessException e) {
                    if (!log.isSwitched(id)) {
                        throw e;
                    }
                    // Only the answer to the commit was lost.
                    isSwitched = true;
                }
            }
        }
        finish(progress);
    }

    /** As near as the projector is, or, where all tables are switched, as the end of the log. */
    private void near(CatchUp catchUp, boolean isWhole, RunProgress progress) {
        Map<Integer, Long> targets = isWhole ? catchUp.ends() : livePositions(catchUp.positions());
        while (catchUp.distance(targets) > 0) {
            progress.total(targets.values().stream().mapToLong(Long::longValue).sum());
            boolean isNear = catchUp.distance(targets) < NEAR;
            catchUp.to(targets);
            if (isNear) {
                return;
            }
            targets = isWhole ? catchUp.ends() : livePositions(catchUp.positions());
        }
    }

    private void dropKept() {
        live.transaction(
                sql -> sql.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(Schemas.quoted(schemas.kept()))));
    }

    /** Also what one has left that ended between its switch and its end. */
    private void finish(RunProgress progress) {
        List<ForeignKey> unchecked = live.readOnly(sql -> Relations.unchecked(sql, schemas.live()));
        progress.finishing(unchecked.size() + 1);
        for (ForeignKey key : unchecked) {
            live.transaction(sql -> sql.execute(key.validate(schemas.live())));
            progress.step();
        }
        new Candidate(live).drop();
        progress.step();
    }

    private interface Work {
        Result run() throws Refused, RebuildFailed;
    }

    /** Tells of it in the table rebuilds, each second and at its end. */
    private Result logged(UUID id, RunProgress progress, Work work) throws Refused, RebuildFailed {
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rebuild-progress-", 0).factory());
        var _ = ticker.scheduleAtFixedRate(() -> tell(id, progress), 0, 1, TimeUnit.SECONDS);
        String error = "It ended unexpectedly.";
        try {
            Result result = work.run();
            error = null;
            return result;
        } catch (Refused e) {
            error = e.getMessage();
            throw e;
        } catch (RunProgress.Stopped e) {
            error = "It was stopped. " + state(id);
            throw new RebuildFailed(error, e);
        } catch (RebuildFailed e) {
            error = sentence(e) + " " + state(id);
            throw new RebuildFailed(error, e);
        } catch (DataAccessException e) {
            error = (e.sqlState().equals(DISK_FULL)
                                    ? "The database's disk is full: %s Make room, or rebuild tables one after another with --table. "
                                    : "%s ")
                            .formatted(sentence(e))
                    + state(id);
            throw new RebuildFailed(error, e);
        } catch (RuntimeException e) {
            error = "%s %s".formatted(sentence(e), state(id));
            throw new RebuildFailed(error, e);
        } finally {
            ticker.shutdownNow();
            end(id, progress, error);
        }
    }

    private static String sentence(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private String state(UUID id) {
        try {
            return log.isSwitched(id)
                    ? "The new tables are live; only what was left behind is not tidied up, which the next rebuild does."
                    : "The live tables are as they were; run it again when the cause is mended.";
        } catch (DataAccessException e) {
            return "The database does not answer; `SELECT * FROM rebuilds ORDER BY started_at DESC` tells whether the tables were switched.";
        }
    }

    private void tell(UUID id, RunProgress progress) {
        try {
            log.progress(id, progress.now());
        } catch (DataAccessException e) {
            LOG.debug("The progress cannot be written", e);
        }
    }

    private void end(UUID id, RunProgress progress, @org.jspecify.annotations.Nullable String error) {
        try {
            log.end(id, progress.now(), error);
        } catch (DataAccessException e) {
            LOG.warn("The end of the rebuild cannot be written: {}", e.getMessage());
        }
    }

    private static void sleep(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunProgress.Stopped();
        }
    }
}
