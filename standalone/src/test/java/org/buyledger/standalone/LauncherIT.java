package org.buyledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a copy of the project whose Maven is a script that only copies the jars. */
class LauncherIT {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TempDir
    Path temporary;

    private Path project;
    private Path programs;

    @BeforeEach
    void copy() throws IOException {
        project = Files.createDirectories(temporary.resolve("a project"));
        Files.copy(MODULE.resolveSibling("buyledger"), project.resolve("buyledger"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Path source = Files.createDirectories(project.resolve("standalone/src/main"));
        Files.writeString(source.resolve("A.java"), "class A {}");
        programs = Files.createDirectories(temporary.resolve("programs"));
        maven("""
                echo built >>"%s"
                echo "[INFO] Building standalone 0.1 [1/1]"
                mkdir -p standalone/target/lib
                cp "%s"/* standalone/target/lib
                """.formatted(temporary.resolve("builds"), MODULE.resolve("target/lib")));
    }

    private void maven(String script) throws IOException {
        Path program = Files.writeString(programs.resolve("mvn"), "#!/bin/sh\nset -e\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Result(int exitCode, String output) {}

    private static Result await(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        // Nothing listens there.
        builder.environment().put("BUYLEDGER_DB_URL", "jdbc:postgresql://localhost:1/none");
        return builder.start();
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return await(start(project.resolve("buyledger"), arguments));
    }

    private int builds() throws IOException {
        Path builds = temporary.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void it_builds_when_a_source_has_changed_and_only_then() throws Exception {
        Result first = run("up", "--help");
        assertThat(first.output())
                .contains("building Buyledger; Maven's log is ", "\n  building standalone [1/1]\n", "\nbuilt after ")
                .contains("Usage: buyledger up ");
        assertThat(first.exitCode()).isZero();

        assertThat(run("up", "--help").output()).startsWith("Usage: buyledger up ");
        assertThat(builds()).isEqualTo(1);

        Files.writeString(project.resolve("standalone/src/main/A.java"), "class A { int a; }");
        assertThat(run("up", "--help").output()).startsWith("building Buyledger");
        assertThat(builds()).isEqualTo(2);

        assertThat(run("build").exitCode()).isZero();
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void migrate_reads_a_revision_without_a_build_and_the_next_command_builds() throws Exception {
        Path revisions = Files.createDirectories(project.resolve("migrations/src/main/resources/db/migration"));
        Files.writeString(project.resolve("migrations/pom.xml"), "<project/>");
        run("build");
        Files.writeString(revisions.resolve("V20260101000000__make_a.sql"), "-- revision: a\n");

        assertThat(run("migrate", "heads").output()).endsWith("a (head), make a\n");
        assertThat(builds()).isEqualTo(1);

        run("up", "--help");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void a_verb_of_migrate_that_fails_says_why_in_a_sentence() throws Exception {
        run("build");

        Result result = run("migrate", "upgrade", "head");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("buyledger: The database does not answer: ")
                .doesNotContain("Exception");
    }

    @Test
    void a_link_to_it_does_what_it_does() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("a project/buyledger"));

        assertThat(await(start(link, "up", "--help")).exitCode()).isZero();
        assertThat(project.resolve("standalone/target/lib")).isDirectory();
    }

    @Test
    void two_at_the_same_time_build_once() throws Exception {
        Process first = start(project.resolve("buyledger"), "up", "--help");
        Process second = start(project.resolve("buyledger"), "up", "--help");

        assertThat(await(first).exitCode()).isZero();
        assertThat(await(second).exitCode()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_build_that_was_killed_does_not_block_the_next() throws Exception {
        Path lock = Files.createDirectories(project.resolve("standalone/target/launcher.lock"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

        assertThat(run("build").exitCode()).isZero();
    }

    @Test
    void a_failed_build_shows_the_errors_and_where_the_log_is() throws Exception {
        maven("""
                echo "[INFO] Building standalone 0.1 [1/1]"
                echo "[ERROR] A.java:[1,1] error: cannot find symbol"
                echo "[ERROR] For more information about the errors, read on"
                exit 1
                """);
        Result result = run("up");

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.output())
                .contains("[ERROR] A.java:[1,1] error: cannot find symbol")
                .doesNotContain("For more information")
                .endsWith("buyledger: the build failed; the whole log is %s\n"
                        .formatted(project.toRealPath().resolve("standalone/target/launcher.log")));
        assertThat(project.resolve("standalone/target/launcher.lock")).doesNotExist();
    }

    @Test
    void help_builds_nothing() throws Exception {
        assertThat(run().output()).startsWith("usage: buyledger COMMAND");
        assertThat(run("--help").exitCode()).isZero();
        assertThat(builds()).isZero();
    }

    @Test
    void a_verb_of_migrate_uses_the_archive_of_classes_that_the_first_has_left() throws Exception {
        Path archive = project.resolve("standalone/target/archives/migrate-heads.aot");
        assertThat(run("build").exitCode()).isZero();

        assertThat(heads("").output()).as("it says nothing of archives").matches("[0-9a-f]{12} \\(head\\), .*\n");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(archive));

        String loaded = heads("-Xlog:class+load").output();
        assertThat(loaded.lines())
                .filteredOn(line ->
                        (line.contains(" org.buyledger.") || line.contains(" picocli.")) && !line.contains("Lambda"))
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.contains("source: shared objects file"));
        assertThat(loaded).as("it configures no logging").doesNotContain(" ch.qos.logback.classic.LoggerContext ");
        assertThat(heads("").output()).as("nor now").matches("[0-9a-f]{12} \\(head\\), .*\n");
    }

    @Test
    void an_archive_that_is_older_than_the_jars_is_made_anew() throws Exception {
        Path archive = project.resolve("standalone/target/archives/migrate-heads.aot");
        assertThat(run("build").exitCode()).isZero();
        Files.createDirectories(archive.resolveSibling(""));
        Files.writeString(archive, "of an older build");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));

        assertThat(heads("").exitCode()).isZero();

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(archive));
        assertThat(Files.size(archive)).isGreaterThan(1_000_000);
    }

    @Test
    void of_two_first_runs_the_archive_with_more_classes_stays() throws Exception {
        Path archive = project.resolve("standalone/target/archives/migrate-heads.aot");
        assertThat(run("build").exitCode()).isZero();

        assertThat(heads("").exitCode()).isZero();
        try (Stream<Path> made = Files.list(archive.resolveSibling(""))) {
            assertThat(made).as("it is being made").isNotEmpty();
        }
        assertThat(archive).doesNotExist();
        byte[] larger = new byte[100_000_000];
        Files.write(archive, larger);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            try (Stream<Path> left = Files.list(archive.resolveSibling(""))) {
                return left.allMatch(archive::equals);
            }
        });

        assertThat(archive).hasSize(larger.length);
    }

    @Test
    void a_first_rebuild_that_is_stopped_has_ended_before_the_launcher_does() throws Exception {
        assertThat(run("build").exitCode()).isZero();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ProcessBuilder builder = new ProcessBuilder(
                            "/bin/sh", project.resolve("buyledger").toString(), "rebuild")
                    .redirectErrorStream(true);
            builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
            builder.environment()
                    .put("BUYLEDGER_DB_URL", "jdbc:postgresql://localhost:%d/none".formatted(silent.getLocalPort()));
            builder.environment().put("BUYLEDGER_DB_PASSWORD", "none");
            Process launcher = builder.start();
            try (Socket waiting = silent.accept()) {
                List<ProcessHandle> programs = launcher.descendants().toList();
                assertThat(programs).isNotEmpty();

                launcher.toHandle().destroy();

                assertThat(await(launcher).exitCode()).isEqualTo(143);
                assertThat(programs).noneMatch(ProcessHandle::isAlive);
                assertThat(waiting.isConnected()).isTrue();
            }
        }
        try (Stream<Path> left = Files.list(project.resolve("standalone/target/archives"))) {
            assertThat(left).as("what was written down for an archive").isEmpty();
        }
    }

    private Result heads(String options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", project.resolve("buyledger").toString(), "migrate", "heads")
                .redirectErrorStream(true);
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        if (!options.isEmpty()) {
            builder.environment().put("JDK_JAVA_OPTIONS", options);
        }
        return await(builder.start());
    }
}
