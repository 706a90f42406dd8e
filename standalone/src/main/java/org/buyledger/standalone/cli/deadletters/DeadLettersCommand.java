package org.buyledger.standalone.cli.deadletters;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.buyledger.standalone.cli.CommandSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code buyledger dead-letters}: what its verbs share, which is the database. */
@Command(
        name = "dead-letters",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        description = {
            "Shows the events that the read tables lack because they could not be applied, applies them again, and leaves them out.",
            "Works on the database that the BUYLEDGER_DB_ settings name; without them on that of `buyledger up`. Projectors go on.",
            "docs/replay.md tells when to do what."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also where there was nothing to do",
            "1:the database does not answer, or lacks revisions",
            "2:a wrong argument or setting, or no such event",
            "11:of retry: an event still cannot be applied"
        })
public final class DeadLettersCommand implements Runnable {
    private final Map<String, String> environment;
    private final Path home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DeadLettersCommand(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** The command with its verbs. */
    public static CommandLine commandLine() {
        return commandLine(System.getenv(), Path.of(System.getProperty("buyledger.home", "")));
    }

    /**
     * The command with its verbs, in any surroundings.
     *
     * @param home where the launcher is
     */
    public static CommandLine commandLine(Map<String, String> environment, Path home) {
        DeadLettersCommand parent = new DeadLettersCommand(environment, home);
        return new CommandLine(parent)
                .addSubcommand(new ListCommand(parent))
                .addSubcommand(new ShowCommand(parent))
                .addSubcommand(new RetryCommand(parent))
                .addSubcommand(new DiscardCommand(parent));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    interface Work {
        int on(Database database) throws Failed;
    }

    int with(Work work) throws Failed {
        try (Database database = new Database(CommandSettings.of(environment, home))) {
            List<Revision> missing = new Migrator(database).pending();
            if (!missing.isEmpty()) {
                throw new Failed(
                        ExitCode.FAILED,
                        "The schema lacks %d revision(s). Run: buyledger migrate upgrade head"
                                .formatted(missing.size()));
            }
            return work.on(database);
        }
    }
}
