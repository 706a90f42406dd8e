package org.buyledger.benchmarks.projector;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.projector.Projections;
import org.buyledger.projector.rebuild.EventsTopic;
import org.buyledger.projector.rebuild.Phase;
import org.buyledger.projector.rebuild.Rebuild;
import org.buyledger.projector.rebuild.Request;
import org.buyledger.projector.rebuild.RunProgress;

/** A rebuild of a schema's tables as a JVM of its own, as {@code buyledger rebuild} is: nothing is compiled before. */
public final class RebuildRun {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private RebuildRun() {}

    /** The JVM's arguments; no table for all. */
    static List<String> arguments(
            String bootstrap, String jdbcUrl, String password, String schema, List<String> tables) {
        return List.of(bootstrap, jdbcUrl, password, schema, String.join(" ", tables));
    }

    /** The time is from the start to the switch and the end of it, with all keys and indexes. */
    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        List<String> tables = Arrays.stream(arguments[4].split(" ", -1))
                .filter(table -> !table.isEmpty())
                .toList();
        try (Database database =
                new Database(arguments[1], "buyledger", arguments[2], arguments[3], 10, new SimpleMeterRegistry())) {
            Rebuild rebuild = new Rebuild(
                    database,
                    EventsTopic.of(Map.of("bootstrap.servers", arguments[0])),
                    Projections.all(),
                    new Migrator(database));
            RunProgress progress = new RunProgress(phase -> tell(phase, begin));
            rebuild.run(Request.all().tables(tables), progress);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.println(new Measured(
                    progress.now().eventsDone(),
                    seconds,
                    SYSTEM.getProcessCpuTime() / 1e9,
                    ProjectorRun.peakOfHeap(),
                    ProjectorRun.rss()));
        }
        System.exit(0);
    }

    private static void tell(Phase phase, long begin) {
        System.err.printf("  %6.2f s %s%n", (System.nanoTime() - begin) / 1e9, phase);
    }
}
