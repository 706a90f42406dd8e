package org.buyledger.projector.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.RebuildMarks;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.projector.runner.Projection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tables again, in the background, that a step of the schema has marked. Until they are there, readers see the marked
 * tables as the step has left them, with what the projector adds.
 */
public final class Refill implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refill.class);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Database live;
    private final List<Projection<?>> all;
    private final Rebuild rebuild;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile RunProgress progress = new RunProgress();
    private final Thread worker = Thread.ofPlatform().name("refill").unstarted(this::work);

    /**
     * Begins nothing yet.
     *
     * @param events makes consumers, as {@link EventsTopic#of} does
     */
    public Refill(
            Database live, Supplier<Consumer<byte[], byte[]>> events, List<Projection<?>> all, Migrator migrator) {
        this.live = live;
        this.all = all;
        rebuild = new Rebuild(live, events, all, migrator);
    }

    /** The tables that are marked and come from the events. */
    private List<String> marked() {
        List<String> known = Preparation.names(all);
        return live.readOnly(sql -> sql.connectionResult(RebuildMarks::read)).stream()
                .filter(known::contains)
                .toList();
    }

    /**
     * Begins where anything is marked. Returns at once, unless a marked table is empty: then the step has made it, and rows
     * that begin in the middle of an object's life cannot be put there, so it returns when they are all there.
     *
     * @param stopped whether to wait no longer
     */
    public void begin(BooleanSupplier stopped) {
        List<String> marked = marked();
        if (marked.isEmpty()) {
            done.countDown();
            return;
        }
        LOG.info("A step of the schema asked that {} be filled again from the events; that begins now", marked);
        boolean isAnyEmpty = live.readOnly(sql -> marked.stream()
                .anyMatch(table ->
                        sql.fetch("SELECT FROM \"%s\" LIMIT 1".formatted(table)).isEmpty()));
        worker.start();
        while (isAnyEmpty && !stopped.getAsBoolean() && !await(LOOK)) {
            // Nothing else is to be done.
        }
    }

    /** Waits until nothing is marked any more, at most so long; whether that is so. */
    public boolean await(Duration patience) {
        try {
            return done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void work() {
        try {
            while (!marked().isEmpty() && !isTried()) {
                if (closing.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Not filled again; the projector's next start tries once more: {}", e.getMessage());
        } finally {
            done.countDown();
        }
    }

    private boolean isTried() {
        List<String> marked = marked();
        if (marked.isEmpty()) {
            return true;
        }
        progress = new RunProgress();
        if (closing.getCount() == 0) {
            progress.stop();
        }
        try {
            rebuild.run(Request.all().tables(marked), progress);
            LOG.info("{} are filled again from the events", marked);
            return true;
        } catch (Refused e) {
            // Another instance may be at it.
            LOG.info("Not filled again yet: {}", e.getMessage());
        } catch (RebuildFailed e) {
            LOG.warn("Not filled again, trying once more in {} s: {}", REST.toSeconds(), e.getMessage());
        }
        return false;
    }

    @Override
    public void close() {
        closing.countDown();
        progress.stop();
        if (!worker.isAlive()) {
            return; // over, or never begun for want of anything marked
        }
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
