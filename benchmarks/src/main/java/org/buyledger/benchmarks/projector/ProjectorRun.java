package org.buyledger.benchmarks.projector;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.operations.Setting;
import org.buyledger.projector.Projections;
import org.buyledger.projector.audit.CommandResults;
import org.buyledger.projector.runner.Batch;
import org.buyledger.projector.runner.Consumption;
import org.buyledger.projector.runner.Progress;
import org.buyledger.projector.runner.Projection;

/** A projector as a JVM of its own, with the service's heap: warms up in a schema of its own, then fills another. */
public final class ProjectorRun {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String[] arguments;

    private ProjectorRun(String[] arguments) {
        this.arguments = arguments;
    }

    /** The JVM's arguments: where everything is, which tables, how many events, how many to warm up with. */
    static List<String> arguments(
            String bootstrap, String jdbcUrl, String password, String schema, Tables tables, long events, long warmUp) {
        return List.of(
                bootstrap, jdbcUrl, password, schema, tables.name(), Long.toString(events), Long.toString(warmUp));
    }

    /** Which tables are filled. */
    enum Tables {
        ALL("all tables", ""),
        /** And those that its rows point to, which have a row for each tenant. */
        MEDIA_BUYS("media_buys alone", "tenants principals media_buys");

        private final String title;
        private final String names;

        Tables(String title, String names) {
            this.title = title;
            this.names = names;
        }

        String title() {
            return title;
        }

        List<Projection<?>> projections() {
            return Projections.all().stream()
                    .filter(projection -> names.isEmpty()
                            || List.of(names.split(" "))
                                    .contains(projection.table().getName()))
                    .toList();
        }
    }

    public static void main(String[] arguments) throws Exception {
        ProjectorRun run = new ProjectorRun(arguments);
        String schema = arguments[3];
        long events = Long.parseLong(arguments[5]);
        long warmUp = Math.min(events, Long.parseLong(arguments[6]));
        if (warmUp > 0) {
            run.project(schema + "_warm", warmUp);
        }
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        System.out.println(run.project(schema, events));
        System.exit(0);
    }

    private Measured project(String schema, long events) throws InterruptedException, IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Database database = new Database(arguments[1], "buyledger", arguments[2], schema, 10, registry)) {
            Migrator.makeSchema(database);
            Progress progress = new Progress(registry);
            Batch batch = new Batch(database, Tables.valueOf(arguments[4]).projections(), CommandResults::row);
            int workers = Integer.getInteger("workers", Integer.parseInt(Setting.PROJECTOR_WORKERS.fallback()));
            try (Consumption consumption =
                    new Consumption(Map.of("bootstrap.servers", arguments[0]), database, batch, workers, progress)) {
                Thread polling = Thread.ofPlatform()
                        .start(() -> consumption.run(() -> applied(registry) >= events || Thread.interrupted()));
                return measure(registry, progress, events, polling);
            }
        }
    }

    private static Measured measure(SimpleMeterRegistry registry, Progress progress, long events, Thread polling)
            throws InterruptedException, IOException {
        await(() -> progress.state().equals(Progress.CONSUMING), polling);
        long begin = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        await(() -> applied(registry) >= events, polling);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        long heap = peakOfHeap();
        polling.join();
        return new Measured((long) applied(registry), seconds, cpuSeconds, heap, rss());
    }

    private static void await(BooleanSupplier condition, Thread polling) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (!polling.isAlive()) {
                throw new IllegalStateException("The projector has ended; what it says is above.");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static double applied(SimpleMeterRegistry registry) {
        return Objects.requireNonNull(
                        registry.find("buyledger.projection.records").counter())
                .count();
    }

    static long peakOfHeap() {
        return heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static Stream<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    /** The most that the process has had, by Linux's count. */
    static long rss() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }
}
