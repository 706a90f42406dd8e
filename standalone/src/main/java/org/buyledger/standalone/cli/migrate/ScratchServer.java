package org.buyledger.standalone.cli.migrate;

import java.io.IOException;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Scratch;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.buyledger.standalone.up.ThrowawayPostgres;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where things are tried: the embedded PostgreSQL, or a server that somebody names. */
class ScratchServer {
    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description = {
                "A PostgreSQL server for databases that are thrown away, as jdbc:postgresql://host:port/database; its user,",
                "that of the settings where the URL names none, may make databases. Default: the embedded one, started for it."
            })
    private @Nullable String url;

    /** What is done with it. */
    @FunctionalInterface
    interface Work<T> {
        T with(Scratch scratch) throws Refused, Failed, MigrationFailed, IOException;
    }

    <T> T run(MigrateCommand migrate, Work<T> work) throws Refused, Failed, MigrationFailed {
        try {
            if (url != null) {
                return work.with(migrate.scratch(url));
            }
            try (ThrowawayPostgres server = new ThrowawayPostgres(migrate.schema())) {
                return work.with(server.scratch());
            }
        } catch (IOException e) {
            throw new Failed(ExitCode.FAILED, "The files cannot be read or written: %s; nothing is left.".formatted(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(ExitCode.FAILED, "It was interrupted; nothing was written.");
        }
    }
}
