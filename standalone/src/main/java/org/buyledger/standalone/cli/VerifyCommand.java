package org.buyledger.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.operations.Settings;
import org.buyledger.projector.Projections;
import org.buyledger.projector.verify.CannotVerify;
import org.buyledger.projector.verify.Chains;
import org.buyledger.projector.verify.EventLog;
import org.buyledger.projector.verify.TableVerification;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code buyledger verify}. */
@Command(
        name = "verify",
        description = {
            "Computes the chain of hashes of every tenant anew from the events topic, and folds the topic afresh to compare every",
            "row of the read tables with what it should be, while everything runs. Without --chains or --tables it does both.",
            "docs/replay.md tells what is compared and what it takes."
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Path home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--chains", description = "Checks the chains alone; needs no database.")
    private boolean chains;

    @Option(names = "--tables", description = "Compares the tables alone.")
    private boolean tables;

    @Option(names = "--tenant", paramLabel = "T", description = "Looks at this tenant alone.")
    private @Nullable String tenant;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Tells this many differing rows of each table, and the number of all. Default: 20.")
    private int limit = 20;

    @Option(
            names = {"-q", "--quiet"},
            description = "Says nothing of its progress, and nothing where all is well.")
    private boolean quiet;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    public VerifyCommand() {
        this(System.getenv(), Path.of(System.getProperty("buyledger.home", "")));
    }

    /**
     * The command in any surroundings.
     *
     * @param home where the launcher is
     */
    public VerifyCommand(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    @Override
    public Integer call() throws Failed {
        Settings settings = CommandSettings.of(environment, home);
        boolean both = chains == tables;
        try (EventLog log = new EventLog(settings.kafka(), tenant())) {
            if (log.partitions() == 0) {
                throw new Failed(ExitCode.FAILED, "there is no topic " + Topics.EVENTS + "; run: buyledger topics");
            }
            Chains checked = both || chains ? chains(log) : null;
            TableVerification.Report compared = both || tables ? tables(log, settings) : null;
            VerifyReport report = new VerifyReport(checked, compared);
            print(report);
            return report.exitCode();
        } catch (CannotVerify e) {
            throw new Failed(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String tenant() throws Failed {
        if (tenant == null) {
            return null;
        }
        try {
            return new TenantId(tenant).value();
        } catch (IllegalArgumentException e) {
            throw new Failed(ExitCode.USAGE, "--tenant is '%s': %s".formatted(tenant, e.getMessage()));
        }
    }

    private Chains chains(EventLog log) {
        Chains checked = new Chains(log.partitions());
        watched("chains", progress -> {
            log.readAll((partition, records, next) -> records.forEach(checked::add), progress::at);
            return checked;
        });
        return checked;
    }

    private TableVerification.Report tables(EventLog log, Settings settings) throws Failed {
        try (Database live = new Database(settings)) {
            List<Revision> missing = new Migrator(live).pending();
            if (!missing.isEmpty()) {
                throw new Failed(
                        ExitCode.FAILED,
                        "The schema lacks %d revision(s). Run: buyledger migrate upgrade head"
                                .formatted(missing.size()));
            }
            TableVerification verification = new TableVerification(live, log, Projections.all(), tenant);
            return watched("tables", progress -> verification.run(limit, progress::at));
        }
    }

    private <T> T watched(String phase, Function<ProgressLine, T> work) {
        ProgressLine progress = new ProgressLine(phase, "offsets", quiet);
        try {
            return work.apply(progress);
        } finally {
            progress.end();
        }
    }

    private void print(VerifyReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.json) {
            out.println(Json.EVENTS.writeValueAsString(report.json()));
        } else if (!quiet || report.exitCode() != ExitCode.OK) {
            report.lines().forEach(out::println);
        }
        out.flush();
    }
}
