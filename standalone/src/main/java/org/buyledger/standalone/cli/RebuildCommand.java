package org.buyledger.standalone.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.buyledger.events.Json;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.operations.Settings;
import org.buyledger.projector.Projections;
import org.buyledger.projector.rebuild.EventsTopic;
import org.buyledger.projector.rebuild.Plan;
import org.buyledger.projector.rebuild.Rebuild;
import org.buyledger.projector.rebuild.RebuildFailed;
import org.buyledger.projector.rebuild.Request;
import org.buyledger.projector.rebuild.RunProgress;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Makes the read tables again from the first event on, beside the live ones, and puts them in their place in one step.",
            "The projector and all readers go on meanwhile. docs/replay.md tells what it does and what it takes."
        })
public final class RebuildCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Path home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--table",
            paramLabel = "T",
            description = "Makes this table alone; may be given several times. Default: all that come from the events.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--dry-run", description = "Changes nothing, and tells what would be done.")
    private boolean dryRun;

    @Option(names = "--keep-old", description = "Keeps the tables that were live, for --switch-back.")
    private boolean keepOld;

    @Option(
            names = "--switch-back",
            description = "Brings the kept tables up to date and makes them live again; keeps those that were live.")
    private boolean switchBack;

    @Option(
            names = "--throttle",
            paramLabel = "N",
            description = "Folds at most so many events a second, to leave the machine to others.")
    private int throttle;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    public RebuildCommand() {
        this(System.getenv(), Path.of(System.getProperty("buyledger.home", "")));
    }

    /**
     * The command in any surroundings.
     *
     * @param home where the launcher is
     */
    public RebuildCommand(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    @Override
    public Integer call() throws Failed, Refused {
        check();
        Settings settings = CommandSettings.of(environment, home);
        try (Database live = new Database(settings)) {
            Rebuild rebuild =
                    new Rebuild(live, EventsTopic.of(settings.kafka()), Projections.all(), new Migrator(live));
            Request request = Request.all().tables(tables).keepOld(keepOld).perSecond(throttle);
            if (dryRun) {
                print(rebuild.plan(request));
            } else {
                print(run(rebuild, request));
            }
            return ExitCode.OK;
        } catch (RebuildFailed e) {
            throw new Failed(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void check() throws Failed {
        if (throttle < 0) {
            throw new Failed(
                    ExitCode.USAGE, "--throttle is %d and must be a number of events a second".formatted(throttle));
        }
        if (switchBack && (dryRun || keepOld || throttle > 0 || !tables.isEmpty())) {
            throw new Failed(
                    ExitCode.USAGE, "--switch-back stands alone: it brings back what the last rebuild has kept");
        }
    }

    /** Ctrl-C asks it to end, and waits until it has tidied up. */
    private Rebuild.Result run(Rebuild rebuild, Request request) throws Refused, RebuildFailed {
        RunProgress progress = new RunProgress();
        Thread work = Thread.currentThread();
        Thread stop = new Thread(() -> {
            progress.stop();
            join(work);
        });
        Runtime.getRuntime().addShutdownHook(stop);
        PrintStream terminal = System.err;
        try (RebuildLines _ = new RebuildLines(progress, terminal)) {
            return switchBack ? rebuild.switchBack(progress) : rebuild.run(request, progress);
        } finally {
            remove(stop);
        }
    }

    private static void join(Thread work) {
        try {
            work.join(15_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is what ends us.
            return;
        }
    }

    private void print(Rebuild.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.json) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            result.tables().forEach(json.putArray("tables")::add);
            json.put("events", result.events());
            if (!result.kept().isEmpty()) {
                json.put("kept", result.kept());
            }
            out.println(Json.EVENTS.writeValueAsString(json));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s live: %d table(s) of %,d events%n",
                    switchBack ? "the kept tables are" : "the new tables are",
                    result.tables().size(),
                    result.events());
            if (!result.kept().isEmpty()) {
                out.printf(
                        "the old ones are in the schema %s; to go back: buyledger rebuild --switch-back%n",
                        result.kept());
            }
        }
        out.flush();
    }

    private void print(Plan plan) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.json) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            plan.tables()
                    .forEach(table -> json.withArray("tables")
                            .addObject()
                            .put("table", table.name())
                            .put("rows", table.rows())
                            .put("bytes", table.bytes()));
            json.put("events", plan.events())
                    .put("seconds", plan.seconds())
                    .put("measured", plan.measured())
                    .put("bytes", plan.bytes());
            out.println(Json.EVENTS.writeValueAsString(json));
        } else {
            List<List<String>> rows = plan.tables().stream()
                    .map(table -> List.of(
                            table.name(),
                            String.format(Locale.ROOT, "%,d", table.rows()),
                            String.format(Locale.ROOT, "%,.1f", table.bytes() / 1e6)))
                    .toList();
            Output.lines(List.of("TABLE", "ROWS", "MB"), rows).forEach(out::println);
            out.printf(
                    Locale.ROOT,
                    "%,d events would be folded, which takes about %d s (%s), and about %,.1f MB beside the live tables%n",
                    plan.events(),
                    plan.seconds(),
                    plan.measured() ? "as the last time" : "a guess: nothing was rebuilt here yet",
                    plan.bytes() / 1e6);
            out.println("nothing was changed");
        }
        out.flush();
    }
}
