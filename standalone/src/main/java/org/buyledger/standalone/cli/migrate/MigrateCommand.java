package org.buyledger.standalone.cli.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.PackagedRevisions;
import org.buyledger.migrations.Patience;
import org.buyledger.migrations.Scratch;
import org.buyledger.migrations.Verification;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.GraphLoader;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.buyledger.standalone.cli.CommandSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code buyledger migrate}: what its verbs share, which is the revisions and the database. */
@Command(
        name = "migrate",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        description = {
            "Moves the schema of the read tables from revision to revision, tells where it stands, and writes revisions.",
            "Works on the database that the BUYLEDGER_DB_ settings name; without them on that of `buyledger up`.",
            "docs/migrations.md tells how things are done with it."
        })
public final class MigrateCommand implements Runnable {
    private static final Path SOURCES = Path.of("migrations", "src", "main", "resources", "db");

    private static final Map<String, String> EXIT_CODES = new LinkedHashMap<>();

    static {
        EXIT_CODES.put("0", "done, also where there was nothing to do");
        EXIT_CODES.put(
                "1",
                "a step failed, or the database does not answer; of current --check-heads: it is behind; of check: there is a difference; of verify: a fault; of lint: a finding");
        EXIT_CODES.put("2", "a wrong argument or setting, or a plan that was refused; nothing was changed");
    }

    private static final SequencedMap<String, Function<MigrateCommand, Verb>> VERBS = new LinkedHashMap<>();

    static {
        VERBS.put("upgrade", UpgradeCommand::new);
        VERBS.put("downgrade", DowngradeCommand::new);
        VERBS.put("current", CurrentCommand::new);
        VERBS.put("history", HistoryCommand::new);
        VERBS.put("heads", HeadsCommand::new);
        VERBS.put("branches", BranchesCommand::new);
        VERBS.put("show", ShowCommand::new);
        VERBS.put("revision", RevisionCommand::new);
        VERBS.put("merge", MergeCommand::new);
        VERBS.put("edit", EditCommand::new);
        VERBS.put("check", CheckCommand::new);
        VERBS.put("verify", VerifyCommand::new);
        VERBS.put("lint", LintCommand::new);
        VERBS.put("stamp", StampCommand::new);
        VERBS.put("ensure_version", EnsureVersionCommand::new);
    }

    /** Those that nearly always need the database. */
    private static final Set<String> CONNECTING = Set.of("upgrade", "downgrade", "current", "stamp");

    private final Map<String, String> environment;
    private final Path home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = {
                "The folder of the revisions' files, with the folders migration and undo in it.",
                "Default: BUYLEDGER_MIGRATIONS_DIR; else that of the sources beside the launcher; else what is built in."
            })
    private @Nullable Path directory;

    private MigrateCommand(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /**
     * The command with its verbs.
     *
     * @param verb which was given, where that is known; with any other word all are there, as they are in the help
     */
    public static CommandLine commandLine(String verb) {
        if (CONNECTING.contains(verb)) {
            Database.loadAhead();
        }
        return commandLine(
                System.getenv(),
                Path.of(System.getProperty("buyledger.home", "")),
                VERBS.containsKey(verb) ? Set.of(verb) : VERBS.keySet());
    }

    /**
     * The command with its verbs, for any surroundings.
     *
     * @param home where the launcher is
     */
    public static CommandLine commandLine(Map<String, String> environment, Path home) {
        return commandLine(environment, home, VERBS.keySet());
    }

    /** The command with some of its verbs: to look at all of them takes longer than what many of them do. */
    private static CommandLine commandLine(Map<String, String> environment, Path home, Collection<String> verbs) {
        MigrateCommand migrate = new MigrateCommand(environment, home);
        CommandLine command = new CommandLine(migrate);
        VERBS.forEach((name, constructor) -> {
            if (!verbs.contains(name)) {
                return;
            }
            Verb verb = constructor.apply(migrate);
            CommandLine line = new CommandLine(verb);
            // Else -1 would be an option.
            line.setUnmatchedOptionsArePositionalParams(verb.takesTargets());
            line.getCommandSpec()
                    .usageMessage()
                    .exitCodeListHeading("%nExit codes:%n")
                    .exitCodeList(EXIT_CODES);
            command.addSubcommand(line);
        });
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
        return command;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The revisions of the folder, or those that are built in where there is none. */
    Graph graph() throws Refused, Failed {
        Optional<Path> folder = folder();
        return folder.isPresent() ? load(folder.get()) : PackagedRevisions.load();
    }

    static Graph load(Path folder) throws Refused, Failed {
        try {
            return GraphLoader.load(folder);
        } catch (IOException e) {
            throw new Failed(ExitCode.USAGE, "The revisions in %s cannot be read: %s.".formatted(folder, e));
        }
    }

    /** Where the revisions' files are; empty where there are only those that are built in. */
    Optional<Path> folder() {
        if (directory != null) {
            return Optional.of(directory);
        }
        Path sources = home.resolve(SOURCES);
        return settings()
                .optional(Setting.MIGRATIONS_DIR)
                .map(Path::of)
                .or(() -> Files.isDirectory(sources) ? Optional.of(sources) : Optional.empty());
    }

    /** What rows for a trial are made of, beside what is guessed. */
    Map<String, String> sampleValues() throws IOException {
        Optional<Path> folder = folder();
        return folder.isPresent() ? Verification.values(folder.get()) : PackagedRevisions.sampleValues();
    }

    /** The folder, for what reads or writes files there. */
    Path files() throws Failed {
        return folder().orElseThrow(() -> new Failed(
                ExitCode.USAGE,
                "The revisions here are those that are built in, which are no files; name a folder with --directory or %s."
                        .formatted(Setting.MIGRATIONS_DIR.variable())));
    }

    Migrator migrator(Database database) throws Refused, Failed {
        database.connectAhead();
        return new Migrator(database, graph(), Patience.USUAL);
    }

    Database database() {
        return new Database(settings());
    }

    /** A server for databases that are thrown away, with the user of the settings where the URL names none. */
    Scratch scratch(String url) {
        Settings settings = settings();
        return new Scratch(url, settings.text(Setting.DB_USER), password(settings, url), schema());
    }

    /** Another database than that of the settings. */
    Database database(String url) {
        Settings settings = settings();
        return new Database(url, settings.text(Setting.DB_USER), password(settings, url), schema());
    }

    private static String password(Settings settings, String url) {
        return url.contains("password=") ? "" : settings.databasePassword();
    }

    String schema() {
        return settings().text(Setting.DB_SCHEMA);
    }

    Map<String, String> environment() {
        return environment;
    }

    private Settings settings() {
        return CommandSettings.of(environment, home);
    }
}
