package org.buyledger.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.buyledger.events.client.KafkaUnreachable;
import org.buyledger.events.client.UnreadableEvent;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.operations.BadSetting;
import org.buyledger.operations.Setting;
import org.buyledger.standalone.cli.EventsCommand;
import org.buyledger.standalone.cli.RebuildCommand;
import org.buyledger.standalone.cli.SendCommand;
import org.buyledger.standalone.cli.TopicsCommand;
import org.buyledger.standalone.cli.VerifyCommand;
import org.buyledger.standalone.cli.deadletters.DeadLettersCommand;
import org.buyledger.standalone.cli.migrate.MigrateCommand;
import org.buyledger.standalone.demo.DemoTenant;
import org.buyledger.standalone.up.UpCommand;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code buyledger} command. */
@Command(
        name = "buyledger",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "The event-sourced back end of an advertising sales agent.",
            "It builds itself where that is needed; `buyledger build` does only that."
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    done; of up: stopped in order",
            "  1    something failed that was running or was to run",
            "  2    a wrong argument or setting; of migrate: the plan was refused",
            "  3    the data folder cannot be used",
            "  4    a port is taken",
            "  5    something that has to be installed is missing",
            "  6    the build failed",
            "  7    of send: the command was refused; the result says why",
            "  8    of send: no result came in time; sending again under the same id is safe",
            "  9    of verify: a tenant's chain is not whole",
            "  10   of verify: rows are not as the log makes them; every chain is whole",
            "  11   of dead-letters retry: an event still cannot be applied",
            "  130  killed by a second Ctrl-C"
        })
public final class Buyledger implements Runnable {
    /** What the build knows: {@code version} and {@code postgres.version}. */
    public static final Properties BUILD = build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // picocli's, as the next
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Shows the version.")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    private Buyledger() {}

    public static void main(String[] args) {
        int code = commandLine(subcommands(args)).execute(args);
        // exit has logging configured, for it would note at DEBUG that it was called; a verb leaves no thread behind.
        if (code != ExitCode.OK || args.length == 0 || !args[0].equals("migrate")) {
            System.exit(code);
        }
    }

    /** What can have been meant: to look at the others would take `migrate` longer than many of its verbs. */
    private static Object[] subcommands(String... args) {
        String verb = args.length > 1 ? args[1] : "";
        return args.length > 0 && args[0].equals("migrate")
                ? new Object[] {MigrateCommand.commandLine(verb)}
                : new Object[] {
                    new UpCommand(new DemoTenant()),
                    new SendCommand(),
                    new EventsCommand(),
                    new TopicsCommand(),
                    new RebuildCommand(),
                    new VerifyCommand(),
                    DeadLettersCommand.commandLine(),
                    MigrateCommand.commandLine(verb)
                };
    }

    /** The command with its subcommands; every failure of theirs that a person can mend is one sentence. */
    public static CommandLine commandLine(Object... subcommands) {
        CommandLine command = new CommandLine(new Buyledger());
        for (Object subcommand : subcommands) {
            command.addSubcommand(subcommand);
        }
        command.getCommandSpec().version("buyledger " + BUILD.getProperty("version"));
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        sections.add("settings");
        command.setHelpSectionKeys(sections);
        // Not a footer, whose lines picocli would break.
        command.getHelpSectionMap()
                .put("settings", text -> "%nSettings, from the environment:%n".formatted() + Setting.help());
        return command.setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, args) -> {
                    String name = e.getCommandLine().getCommandSpec().qualifiedName();
                    return fail(
                            e.getMessage() + "; `" + name + " --help` tells what there is." + subcommands(e),
                            ExitCode.USAGE);
                })
                .setExecutionExceptionHandler((e, failing, parsed) -> switch (e) {
                    case Failed failed -> fail(e.getMessage(), failed.exitCode());
                    case Refused refused -> fail(e.getMessage(), ExitCode.USAGE);
                    case MigrationFailed migration -> fail(e.getMessage(), ExitCode.FAILED);
                    case BadSetting bad -> fail(e.getMessage(), ExitCode.USAGE);
                    case KafkaUnreachable unreachable -> fail(e.getMessage(), ExitCode.FAILED);
                    case UnreadableEvent unreadable ->
                        fail(
                                e.getMessage()
                                        + " A newer buyledger may read it; else something foreign wrote to the topic.",
                                ExitCode.FAILED);
                    case KafkaException kafka -> fail("Kafka: " + e.getMessage(), ExitCode.FAILED);
                    case DataAccessException database -> fail(e.getMessage(), ExitCode.FAILED);
                    default -> throw e;
                });
    }

    /** What could have stood where something else stands; empty where that was no subcommand. */
    private static String subcommands(ParameterException e) {
        Set<String> names = e.getCommandLine().getSubcommands().keySet();
        return e instanceof UnmatchedArgumentException && !names.isEmpty()
                ? " There are: " + String.join(", ", names) + "."
                : "";
    }

    private static int fail(@Nullable String sentence, int exitCode) {
        System.err.println("buyledger: " + sentence);
        return exitCode;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static Properties build() {
        Properties properties = new Properties();
        try (InputStream file = Buyledger.class.getResourceAsStream("/buyledger.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new IllegalStateException("buyledger.properties is missing from the class path", e);
        }
        return properties;
    }
}
