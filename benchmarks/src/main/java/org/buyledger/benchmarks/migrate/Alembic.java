package org.buyledger.benchmarks.migrate;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Alembic as this machine has it: as a process for each command, and kept running. */
final class Alembic implements AutoCloseable {
    private final Path program;
    private final Path ini;
    private final Process kept;
    private final Writer questions;
    private final BufferedReader answers;

    /** The program {@code alembic}; empty where it is not installed. */
    static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "alembic"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Writes the rest of its environment.
     *
     * @param url without the database: one is called process, the other kept
     */
    Alembic(Path program, Path environment, String url) throws IOException {
        this.program = program;
        for (String file : List.of("env.py", "commands.py")) {
            try (InputStream text = Alembic.class.getResourceAsStream("/alembic/" + file)) {
                Files.write(environment.resolve(file), text == null ? new byte[0] : text.readAllBytes());
            }
        }
        ini = ini(environment, url, "process");
        String python = Files.readAllLines(program).getFirst().substring("#!".length());
        kept = new ProcessBuilder(
                        python,
                        environment.resolve("commands.py").toString(),
                        ini(environment, url, "kept").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        questions = kept.outputWriter(StandardCharsets.UTF_8);
        answers = kept.inputReader(StandardCharsets.UTF_8);
    }

    private static Path ini(Path environment, String url, String database) throws IOException {
        return Files.writeString(
                environment.resolveSibling(database + ".ini"),
                "[alembic]%nscript_location = %s%nsqlalchemy.url = %s%s%n".formatted(environment, url, database));
    }

    /** The command that a person would give. */
    List<String> command(Verb verb) {
        return verb.command(List.of(program.toString(), "-c", ini.toString()));
    }

    /** Runs it in the process that is kept. */
    void run(Verb verb) throws IOException {
        questions.write(String.join(" ", verb.words()) + "\n");
        questions.flush();
        if (!"done".equals(answers.readLine())) {
            throw new IllegalStateException("Alembic failed at " + verb);
        }
    }

    @Override
    public void close() throws IOException {
        questions.close();
        kept.destroy();
    }
}
