package org.buyledger.benchmarks;

import org.buyledger.benchmarks.autogenerate.AutogenerateBenchmark;
import org.buyledger.benchmarks.commands.CommandsBenchmark;
import org.buyledger.benchmarks.decide.DecideBenchmark;
import org.buyledger.benchmarks.faults.FaultsBenchmark;
import org.buyledger.benchmarks.feed.FeedBenchmark;
import org.buyledger.benchmarks.handler.HandlerBenchmark;
import org.buyledger.benchmarks.migrate.MigrateBenchmark;
import org.buyledger.benchmarks.projector.ProjectorBenchmark;
import org.buyledger.benchmarks.query.QueryBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        synopsisSubcommandLabel = "BENCHMARK",
        description =
                "Measures Buyledger on this machine. No number is a pass or a failure; benchmarks/README.md explains"
                        + " them.",
        commandListHeading = "%nBenchmarks:%n")
public final class Benchmarks implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // picocli's
    private boolean help;

    private Benchmarks() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks())
                .addSubcommand(new CommandsBenchmark())
                .addSubcommand(new HandlerBenchmark())
                .addSubcommand(new DecideBenchmark())
                .addSubcommand(new FaultsBenchmark())
                .addSubcommand(new FeedBenchmark())
                .addSubcommand(new MigrateBenchmark())
                .addSubcommand(new AutogenerateBenchmark())
                .addSubcommand(new ProjectorBenchmark())
                .addSubcommand(new QueryBenchmark())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, failing, parsed) -> {
                    if (!(e instanceof Failed)) {
                        throw e;
                    }
                    System.err.println("benchmarks/run: " + e.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
