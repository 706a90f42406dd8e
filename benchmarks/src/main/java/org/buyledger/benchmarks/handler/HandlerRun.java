package org.buyledger.benchmarks.handler;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.command.ledger.CommandHandler;
import org.buyledger.command.ledger.CommandHandler.Handled;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Sha256;
import org.buyledger.events.client.CommandRecord;

/** One JVM's part of the benchmark: warms up, measures each case several times over, and prints a line for each batch. */
public final class HandlerRun {
    /** Commands in a batch. */
    static final int BATCH = 2_000;

    private static final String ROOT = "root-token";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CommandHandler handler = new CommandHandler(new MapStore(), Sha256.hex(ROOT));
    private final Publisher publisher = Publisher.of("bench");
    private int runs;

    HandlerRun() {
        publisher.setUp(ROOT).forEach(command -> handle(command.toKafka(), Outcome.ACCEPTED));
    }

    /** Arguments: batches of each case to warm up with, and batches of each case to measure. */
    public static void main(String[] args) {
        HandlerRun run = new HandlerRun();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            for (Case one : Case.values()) {
                run.measure(one, BATCH);
            }
        }
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            for (Case one : Case.values()) {
                System.out.println(run.measure(one, BATCH));
            }
        }
    }

    /**
     * What a command cost.
     *
     * @param nanos processor time of the thread; what the collector and the compiler take is not in it
     * @param bytes allocated
     */
    record Cost(Case what, double nanos, double bytes) {
        static Cost parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Cost(Case.valueOf(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
        }

        @Override
        public String toString() {
            return what.name() + " " + nanos + " " + bytes;
        }
    }

    /** Handles a batch of commands and returns what one of them cost. */
    Cost measure(Case what, int commands) {
        String run = "r" + ++runs;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(commands);
        for (int n = 0; n < commands; n++) {
            for (CommandRecord before : what.before(publisher, run, n)) {
                handle(before.toKafka(), Outcome.ACCEPTED);
            }
            records.add(what.measured(publisher, run, n).toKafka());
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        for (ProducerRecord<byte[], byte[]> record : records) {
            handle(record, what.outcome());
        }
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return new Cost(what, (double) nanos / commands, (double) bytes / commands);
    }

    private void handle(ProducerRecord<byte[], byte[]> record, Outcome expected) {
        Handled handled = handler.handle(record.key(), record.value(), record.headers(), "benchmark", Instant.now());
        if (handled.outcome() != expected) {
            throw new IllegalStateException("A %s was %s and must be %s: %s"
                    .formatted(
                            handled.type(),
                            handled.outcome(),
                            expected,
                            new String(record.value(), java.nio.charset.StandardCharsets.UTF_8)));
        }
    }
}
