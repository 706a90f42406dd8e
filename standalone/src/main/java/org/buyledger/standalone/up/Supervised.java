package org.buyledger.standalone.up;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;

/** A program that is kept running: started when what it needs is ready, started again when it dies, stopped when told. */
final class Supervised {
    /** How long a program may take to end in order. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STILL_WAITING = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final int DEATHS_ALLOWED = 5;
    private static final Duration DEATHS_WITHIN = Duration.ofMinutes(1);

    private final Program program;
    private final Console console;
    private final DataFolder folder;
    private final Orphans processes;
    private final Consumer<Failed> giveUp;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Deque<Long> deaths = new ArrayDeque<>();
    private @Nullable Thread keeper;
    private volatile @Nullable Running running;
    private final AtomicInteger restarts = new AtomicInteger();

    /**
     * Takes a program in care.
     *
     * @param folder what it works in
     * @param processes where its process is noted for the next run
     * @param giveUp told when it cannot be kept running
     */
    Supervised(Program program, DataFolder folder, Console console, Orphans processes, Consumer<Failed> giveUp) {
        this.program = program;
        this.folder = folder;
        this.console = console;
        this.processes = processes;
        this.giveUp = giveUp;
    }

    /** Begins to keep it running, as soon as the others are ready. */
    void keepRunning(Collection<Supervised> needed) {
        keeper = Thread.ofVirtual().name(program.name()).start(() -> {
            try {
                for (Supervised other : needed) {
                    other.ready.await();
                }
                run();
            } catch (Failed e) {
                giveUp.accept(e);
            } catch (InterruptedException e) {
                // told to stop
            }
        });
    }

    private void run() throws Failed, InterruptedException {
        for (String verb = "starting"; ; verb = "starting again:") {
            long began = System.nanoTime();
            console.say(verb + " " + program.title() + " ...");
            String death = live(began);
            Duration pause = countDeath(death);
            console.say("%s died (%s); its log is %s".formatted(program.title(), death, program.log()));
            Thread.sleep(pause);
            restarts.incrementAndGet();
        }
    }

    /** Starts it and waits for its end; tells how it ended. */
    private String live(long began) throws Failed, InterruptedException {
        try {
            Running now = program.start();
            running = now;
            processes.note(program.name(), now.handle());
            awaitReady(now, began);
            return status(now.await());
        } catch (IOException e) {
            return DataFolder.reason(e);
        }
    }

    private void awaitReady(Running now, long began) throws InterruptedException {
        Duration said = Duration.ZERO;
        while (now.handle().isAlive()) {
            Readiness readiness = program.readiness();
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            if (readiness.ready()) {
                console.say("%s is ready after %s".formatted(program.title(), Console.seconds(taken)));
                ready.countDown();
                return;
            }
            if (taken.minus(said).compareTo(STILL_WAITING) >= 0) {
                said = taken;
                console.say("%s is not ready after %s: %s"
                        .formatted(program.title(), Console.seconds(taken), readiness.answer()));
            }
            Thread.sleep(POLL);
        }
    }

    private static String status(OptionalInt status) {
        if (status.isEmpty()) {
            return "exit status unknown";
        }
        int code = status.getAsInt();
        return "exit status " + code + (code > 128 ? ", killed by signal " + (code - 128) : "");
    }

    /** How long to pause before the next start. */
    private Duration countDeath(String death) throws Failed {
        if (folder.isFull()) {
            throw new Failed(
                    ExitCode.DATA_FOLDER,
                    "The disk of %s is full, of which %s died; free some space and start again."
                            .formatted(folder.path(), program.title()));
        }
        long now = System.nanoTime();
        deaths.addLast(now);
        while (now - deaths.getFirst() > DEATHS_WITHIN.toNanos()) {
            deaths.removeFirst();
        }
        if (deaths.size() > DEATHS_ALLOWED) {
            throw new Failed(
                    ExitCode.FAILED,
                    "%s died %d times within a minute (%s); its log is %s and says last: %s"
                            .formatted(
                                    program.title(),
                                    deaths.size(),
                                    death,
                                    program.log(),
                                    LogFile.lastError(program.log())));
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (deaths.size() - 1));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Ends it in order, and by force when that takes too long; returns when it has ended. */
    void stop() {
        try {
            Thread thread = keeper;
            if (thread != null) {
                thread.interrupt();
                thread.join();
            }
            Running last = running;
            if (last == null || !last.handle().isAlive()) {
                return;
            }
            last.stop();
            if (!last.ends(PATIENCE)) {
                console.say("%s did not stop within %s and was killed"
                        .formatted(program.title(), Console.seconds(PATIENCE)));
                last.kill();
                last.ends(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once. */
    void kill() {
        Running last = running;
        if (last != null) {
            last.kill();
        }
    }

    void awaitReady() throws InterruptedException {
        ready.await();
    }

    Program program() {
        return program;
    }

    /** How often it was started again. */
    int restarts() {
        return restarts.get();
    }

    /** Its process; 0 when there is none. */
    long pid() {
        Running now = running;
        return now != null && now.handle().isAlive() ? now.handle().pid() : 0;
    }
}
