package org.buyledger.projector;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.operations.Health;
import org.buyledger.operations.Metrics;
import org.buyledger.operations.OperationsServer;
import org.buyledger.operations.ServiceProcess.Service;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.rebuild.EventsTopic;
import org.buyledger.projector.rebuild.Refill;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Consumption;
import org.buyledger.projector.runner.ParkedCount;
import org.buyledger.projector.runner.Progress;
import org.buyledger.projector.runner.Projection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service that writes the read tables: brings the schema to the newest revision, then consumes. Whatever fails on the
 * way, the database above all, it begins anew until it is closed; what it has applied is in the database.
 */
public final class Projector implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Connections that are left for looking where partitions stand and whether the database answers. */
    private static final int LEFT = 2;

    private final Settings settings;
    private final int workers;
    private final Database database;
    private final Progress progress;
    private final OperationsServer operations;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread worker = new Thread(this::work, "projector");

    private Projector(Settings settings) throws IOException {
        this.settings = settings;
        workers = Math.min(
                settings.number(Setting.PROJECTOR_WORKERS, 1, 1000),
                Math.max(1, settings.number(Setting.DB_POOL_SIZE, 1, 1000) - LEFT));
        PrometheusMeterRegistry metrics = Metrics.create("projector");
        database = new Database(settings, metrics);
        progress = new Progress(metrics);
        operations = new OperationsServer("projector", settings, metrics, this::health);
    }

    /** Starts it; it becomes ready when database and Kafka let it. */
    public static Projector start(Settings settings) throws IOException {
        Projector projector = new Projector(settings);
        projector.worker.start();
        return projector;
    }

    private void work() {
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        while (!isClosing()) {
            long began = System.nanoTime();
            RuntimeException failure = null;
            try {
                if (isSchemaReady()) {
                    consume();
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            Duration pause = backoff.after(Duration.ofNanos(System.nanoTime() - began));
            if (failure != null) {
                progress.state("failed, trying again: " + failure.getMessage());
                LOG.warn("Failed, trying again in {} ms: {}", pause.toMillis(), failure.getMessage());
                LOG.debug("The failure", failure);
            }
            sleep(pause);
        }
    }

    /** Applies what is pending, or, where that is not wanted, says what is missing and how to get it. */
    private boolean isSchemaReady() {
        Migrator migrator = new Migrator(database);
        if (settings.skipsMigrations()) {
            return isNothingMissing(migrator.pending());
        }
        try {
            List<Revision> applied = migrator.upgrade("head", Migrator.Upgrade.USUAL);
            if (!applied.isEmpty()) {
                LOG.info("{} revisions were applied; the schema is at {} now", applied.size(), applied.getLast());
            }
            return true;
        } catch (Refused | MigrationFailed e) {
            return notConsuming(String.valueOf(e.getMessage()));
        }
    }

    private boolean isNothingMissing(List<Revision> missing) {
        if (missing.isEmpty()) {
            return true;
        }
        return notConsuming("%s is set and the schema lacks %d revision(s): %s. Run: buyledger migrate upgrade head"
                .formatted(
                        Settings.SKIP_MIGRATIONS,
                        missing.size(),
                        String.join(
                                ", ", missing.stream().map(Revision::toString).toList())));
    }

    /** Says so once, not at every try. */
    private boolean notConsuming(String message) {
        String state = "not consuming: " + message;
        if (!progress.state().equals(state)) {
            LOG.error("Not consuming. {}", message);
        }
        progress.state(state);
        return false;
    }

    private void consume() {
        List<Projection<?>> projections = Projections.all();
        try (Refill refill =
                new Refill(database, EventsTopic.of(settings.kafka()), projections, new Migrator(database))) {
            progress.state("filling tables from the events that a step of the schema has made");
            refill.begin(this::isClosing);
            Batch batch = new Batch(database, projections, CommandResults::row);
            try (Consumption consumption = new Consumption(settings.kafka(), database, batch, workers, progress)) {
                progress.state("joining the other projectors");
                consumption.run(this::isClosing);
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void sleep(Duration pause) {
        try {
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private Health health() {
        Map<String, String> details = new TreeMap<>(progress.stopped());
        details.put("state", progress.state());
        details.put("lag_events", Long.toString(progress.lag()));
        ParkedCount parked = progress.parked();
        if (parked.objects() > 0) {
            details.put(
                    "dead_letters",
                    "%d object(s) are parked, with %d event(s); run: buyledger dead-letters list"
                            .formatted(parked.objects(), parked.events()));
        }
        details.put("kafka", progress.broker().toString());
        boolean consumes =
                progress.state().equals(Progress.CONSUMING) && progress.broker() == Progress.Broker.CONNECTED;
        return new Health(consumes && progress.stopped().isEmpty(), details);
    }

    /** The port of {@code /readyz} and {@code /metrics}. */
    public int operationsPort() {
        return operations.port();
    }

    @Override
    public void await() throws InterruptedException {
        worker.join();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            worker.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        operations.close();
        database.close();
    }
}
