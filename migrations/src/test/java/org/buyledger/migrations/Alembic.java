package org.buyledger.migrations;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Alembic, which runs in one process of its own and gets its commands one by one. */
final class Alembic implements AutoCloseable {
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    /**
     * What Alembic did, or said.
     *
     * @param done false when it refused or failed
     * @param reason why it did
     * @param values after a change: the rows of its table and the current revisions; else revisions
     */
    record Answer(boolean done, String reason, List<List<String>> values) {
        private static Answer parse(String line) {
            List<String> parts = List.of(line.split("\t", -1));
            return new Answer(
                    parts.getFirst().equals("done"),
                    parts.get(1),
                    parts.stream().skip(2).map(Answer::ids).toList());
        }

        private static List<String> ids(String part) {
            return part.isEmpty() ? List.of() : List.of(part.split(",", -1));
        }

        List<String> rows() {
            return values.getFirst();
        }

        List<String> current() {
            return values.get(1);
        }
    }

    /** The Python that Debian's program or that of a virtual environment runs with; empty where Alembic is not installed. */
    static Optional<String> python() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "alembic"))
                .filter(Files::isExecutable)
                .flatMap(Alembic::interpreter)
                .filter(Alembic::hasDriver)
                .findFirst();
    }

    private static Stream<String> interpreter(Path program) {
        try (Stream<String> lines = Files.lines(program)) {
            return lines
                    .limit(1)
                    .filter(line -> line.startsWith("#!/"))
                    .map(line -> line.substring(2))
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException e) {
            // It is no script.
            return Stream.of();
        }
    }

    private static boolean hasDriver(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import alembic, psycopg2")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts it.
     *
     * @param folder has the folder {@code versions}; the rest of an environment is put beside it
     */
    Alembic(String python, Path folder, String url, String schema) throws IOException {
        for (String file : List.of("commands.py", "env.py", "script.py.mako")) {
            try (var resource = Alembic.class.getResourceAsStream("/alembic/" + file)) {
                if (resource == null) {
                    throw new IllegalStateException(file);
                }
                Files.copy(resource, folder.resolve(file));
            }
        }
        process = new ProcessBuilder(python, folder.resolve("commands.py").toString(), folder.toString(), url, schema)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        questions = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    Answer run(String verb, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(verb));
        line.addAll(arguments);
        questions.write(String.join("\t", line) + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException("Alembic ended at " + line);
        }
        return Answer.parse(answer);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
