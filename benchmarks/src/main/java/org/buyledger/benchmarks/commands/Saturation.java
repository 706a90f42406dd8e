package org.buyledger.benchmarks.commands;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.Up;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.benchmarks.workload.Workload;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Topics;

/** How many commands a second are decided while there is always a next one. */
final class Saturation {
    /** The consumer group of command-service, which is its Streams application too. */
    private static final String GROUP = "buyledger-command-service";

    static final String CHANGELOG = GROUP + "-ledger-changelog";

    /** The topics that a command goes through, in order. */
    static final List<String> TOPICS = List.of(Topics.COMMANDS, Topics.EVENTS, Topics.RESULTS, CHANGELOG);

    private final Up up;
    private final Clients clients;
    private int runs;

    Saturation(Up up) {
        this.up = up;
        this.clients = new Clients(up.bootstrap());
    }

    /**
     * One run.
     *
     * @param commands how many were decided
     * @param seconds from the moment when the first could be read to the commit of the last
     * @param outcomes how many results there were of each outcome
     * @param cpuMicros processor time for each command, by process
     * @param records written for each command, by topic
     * @param diskBytes by which each topic grew for each command; the changelog's may shrink meanwhile
     */
    record Run(
            int commands,
            double seconds,
            Map<Outcome, Integer> outcomes,
            Map<String, Double> cpuMicros,
            Map<String, Double> records,
            Map<String, Double> diskBytes) {
        double perSecond() {
            return commands / seconds;
        }
    }

    /**
     * Runs of one kind.
     *
     * @param name what was sent, and to how many tenants
     * @param runs one after another
     */
    record Result(String name, List<Run> runs) {
        Sample perSecond() {
            return new Sample(runs.stream().mapToDouble(Run::perSecond).toArray());
        }

        /** The run whose throughput is the median. */
        Run median() {
            double median = perSecond().median();
            return runs.stream()
                    .filter(run -> run.perSecond() == median)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Several runs. */
    Result measure(String name, Workload workload, List<Publisher> publishers, int commands, int times)
            throws IOException, ExecutionException, InterruptedException, Failed {
        List<Run> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Run run = run(workload, publishers, commands);
            System.err.printf("  %-28s %,9.0f commands/s%n", name, run.perSecond());
            all.add(run);
        }
        return new Result(name, all);
    }

    /** Lets command-service find so many commands at once, and waits until it has decided them all. */
    Run run(Workload workload, List<Publisher> publishers, int commands)
            throws IOException, ExecutionException, InterruptedException, Failed {
        String name = "s" + ++runs;
        try (Admin admin = clients.admin();
                Answers answers = new Answers(clients);
                Backlog backlog = new Backlog(clients)) {
            Footprint before = Footprint.of(admin, TOPICS);
            for (int i = 0; i < commands; i++) {
                backlog.add(workload.command(publishers, name, i).toKafka());
            }
            Map<String, Duration> cpu = cpu();
            long released = backlog.release();
            long read = backlog.awaitRead(admin, GROUP);
            Map<String, Double> cpuMicros = new TreeMap<>();
            cpu().forEach((process, now) -> cpuMicros.put(
                    process, now.minus(cpu.getOrDefault(process, now)).toNanos() / 1e3 / commands));
            Footprint after = Footprint.of(admin, TOPICS);
            Map<String, Double> records = new TreeMap<>();
            Map<String, Double> bytes = new TreeMap<>();
            for (String topic : TOPICS) {
                records.put(topic, (double) after.records(topic, before) / commands);
                bytes.put(topic, (double) after.growth(topic, before) / commands);
            }
            return new Run(
                    commands,
                    (read - released) / (double) TimeUnit.SECONDS.toNanos(1),
                    answers.check(name, commands),
                    cpuMicros,
                    records,
                    bytes);
        }
    }

    private Map<String, Duration> cpu() throws IOException {
        Map<String, Duration> cpu = new TreeMap<>();
        for (String process : List.of(Up.COMMAND_SERVICE, Up.KAFKA)) {
            cpu.put(process, up.process(process).info().totalCpuDuration().orElse(Duration.ZERO));
        }
        return cpu;
    }
}
