package org.buyledger.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Json;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Standing;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code buyledger migrate}. */
@Command(
        name = "migrate",
        description = {
            "Brings the schema of the read tables to a revision, and tells where it stands.",
            "Works on the database that the BUYLEDGER_DB_ settings name; without them on that of `buyledger up`."
        })
public final class MigrateCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Applies what is pending. */
    @Command(name = "upgrade", description = "Applies all pending revisions.")
    int upgrade(@Parameters(paramLabel = "REVISION", description = "head: the newest.") String revision)
            throws Failed, IOException {
        try (Database database = database()) {
            List<Revision> applied = new Migrator(database).upgrade(revision, Migrator.Upgrade.USUAL);
            applied.forEach(one -> System.out.println("applied " + one));
            if (applied.isEmpty()) {
                System.out.println("nothing to apply");
            }
        } catch (Refused e) {
            throw new Failed(ExitCode.USAGE, e.getMessage());
        } catch (MigrationFailed e) {
            throw new Failed(ExitCode.FAILED, e.getMessage());
        }
        return ExitCode.OK;
    }

    /** Tells where the schema stands. */
    @Command(name = "current", description = "Shows the newest revision that is applied, and what is pending.")
    int current(@Option(names = "-o", defaultValue = "table", description = "table or json.") Output output)
            throws Failed, IOException {
        try (Database database = database()) {
            Migrator migrator = new Migrator(database);
            Standing standing = migrator.standing();
            List<Revision> current = migrator.graph().heads(standing.applied());
            List<Revision> pending = migrator.pending();
            if (output == Output.json) {
                Map<String, Object> json = new HashMap<>();
                json.put("current", current.stream().map(Revision::id).toList());
                json.put("pending", pending.stream().map(Revision::id).toList());
                System.out.println(Json.EVENTS.writeValueAsString(json));
            } else {
                System.out.println(
                        Plans.standing(migrator.graph(), standing.applied()) + (pending.isEmpty() ? " (head)" : ""));
                pending.forEach(one -> System.out.println("pending " + one));
            }
        }
        return ExitCode.OK;
    }

    /** The database of the settings; where no password is given, that of the folder which `up` uses by default. */
    private static Database database() throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Path kept = Path.of(System.getProperty("buyledger.home", ""), ".buyledger", "postgres.password");
        boolean given = environment.containsKey(Setting.DB_PASSWORD.variable())
                || environment.containsKey(Setting.DB_PASSWORD_FILE.variable());
        if (!given && Files.isReadable(kept)) {
            environment.put(Setting.DB_PASSWORD_FILE.variable(), kept.toString());
        }
        return new Database(new Settings(environment));
    }
}
