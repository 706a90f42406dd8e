package org.buyledger.standalone.cli.migrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code buyledger migrate edit}. */
@Command(
        name = "edit",
        description = {
            "Opens the files of a revision, the way there and the way back, in $VISUAL, $EDITOR or vi.",
            "Afterwards all revisions are read again, and what is wrong with them is told."
        })
final class EditCommand extends Verb {
    @Parameters(
            paramLabel = "REVISION",
            converter = TargetText.class,
            description = "A revision or its beginning, head or current.")
    private String target = "";

    EditCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    boolean takesTargets() {
        return true;
    }

    @Override
    public Integer call() throws Refused, Failed {
        Path folder = migrate().files();
        Graph graph = MigrateCommand.load(folder);
        List<String> files = new ArrayList<>();
        for (Revision revision : Located.some(migrate(), graph, target)) {
            files.add(folder.resolve("migration").resolve(revision.up().file()).toString());
            revision.wayBack()
                    .ifPresent(down -> files.add(
                            folder.resolve("undo").resolve(down.file()).toString()));
        }
        open(files);
        MigrateCommand.load(folder);
        if (json()) {
            var json = object();
            files.forEach(json.putArray("files")::add);
            print(json);
        }
        return ExitCode.OK;
    }

    private void open(List<String> files) throws Failed {
        String editor = Stream.of("VISUAL", "EDITOR")
                .map(name -> migrate().environment().getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("vi");
        // By the shell, since the variable may hold options too.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", editor + " \"$@\"", "sh"));
        command.addAll(files);
        int exitCode;
        try {
            exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new Failed(ExitCode.FAILED, "The editor '%s' cannot be started: %s.".formatted(editor, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(ExitCode.FAILED, "The editor '%s' was interrupted.".formatted(editor));
        }
        if (exitCode != 0) {
            throw new Failed(
                    ExitCode.FAILED,
                    "The editor '%s' ended with %d; $VISUAL or $EDITOR name another.".formatted(editor, exitCode));
        }
    }
}
