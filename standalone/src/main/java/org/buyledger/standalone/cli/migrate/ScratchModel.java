package org.buyledger.standalone.cli.migrate;

import java.nio.file.Path;
import org.buyledger.migrations.Autogenerate;
import org.buyledger.migrations.Scratch;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where things are tried, and the model that they are compared with. */
final class ScratchModel extends ScratchServer {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            description =
                    "The folder of the wanted schema's files. Default: the folder model beside that of the revisions.")
    private @Nullable Path model;

    /** Compares and writes. */
    Autogenerate autogenerate(MigrateCommand migrate, Scratch scratch) throws Failed {
        Path folder = migrate.files();
        return new Autogenerate(scratch, folder, model == null ? folder.resolve("model") : model);
    }
}
