package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;

/** PostgreSQL's folder: its programs, its data, and how they are started and stopped. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";

    private final Path folder;
    private final Path data;
    private final PostgresAccount account;
    private final Path logs;
    private final Path log;

    PostgresCluster(DataFolder dataFolder, PostgresAccount account) {
        folder = dataFolder.file("postgres");
        data = folder.resolve("data");
        logs = dataFolder.file("logs");
        log = dataFolder.log(Postgres.NAME);
        this.account = account;
    }

    /** Fails when the data are of another major version, whose files this one cannot read. */
    void checkVersion() throws Failed, IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        String version = Files.readString(file).strip();
        if (!version.equals(PostgresBinaries.major())) {
            throw new Failed(
                    ExitCode.DATA_FOLDER,
                    ("%s was made by PostgreSQL %s and this is PostgreSQL %s; move that folder away, and the read tables"
                                    + " are rebuilt from the events.")
                            .formatted(data, version, PostgresBinaries.major()));
        }
    }

    /** Unpacks the programs and makes an empty cluster, each where it is missing; a half made one does not stay. */
    void create() throws Failed, IOException, InterruptedException {
        account.give(folder);
        account.give(logs);
        PostgresBinaries.unpack(folder);
        if (Files.exists(data)) {
            return;
        }
        Path unfinished = folder.resolve("data.new");
        DataFolder.delete(unfinished);
        superuserPassword();
        Command initdb = Command.run(account.command(
                program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + account.give(passwordFile()),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order of texts on every machine, whatever libraries it has.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!initdb.succeeded()) {
            throw new Failed(
                    ExitCode.FAILED,
                    "PostgreSQL cannot make its data folder %s: %s.".formatted(data, initdb.complaint()));
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes the data; a server that still runs on them is stopped first. */
    void delete() throws IOException, InterruptedException {
        stopOrphan();
        DataFolder.delete(data);
    }

    String superuserPassword() throws IOException {
        return Secrets.keep(passwordFile());
    }

    private Path passwordFile() {
        return folder.resolve("superuser.password");
    }

    private String program(String name) {
        return folder.resolve(PostgresBinaries.VERSION)
                .resolve("bin")
                .resolve(name)
                .toString();
    }

    /** Writes the settings, all of them: durable ones, on the loopback interface alone. */
    void configure(int port) throws IOException {
        Path file = data.resolve("postgresql.conf");
        Files.writeString(file, """
                # Written by `buyledger up` at each start; set what you want to keep with ALTER SYSTEM.
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 100

                fsync = on
                full_page_writes = on
                synchronous_commit = on

                shared_buffers = 128MB
                max_wal_size = 1GB
                dynamic_shared_memory_type = posix

                datestyle = 'iso, mdy'
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] '
                """.formatted(port));
    }

    /** Adds settings with which nothing outlives a crash, and all is faster. */
    void forget() throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), """
                fsync = off
                full_page_writes = off
                synchronous_commit = off
                """, StandardOpenOption.APPEND);
    }

    RunningPostgres start() throws IOException, InterruptedException {
        stopOrphan();
        try {
            Command start = Command.run(account.command(
                    program("pg_ctl"), "start", "--pgdata=" + data, "--log=" + log, "--wait", "--timeout=600"));
            Optional<ProcessHandle> server = server();
            if (start.succeeded() && server.isPresent()) {
                return new RunningPostgres(server.get(), guard());
            }
            stopOrphan();
            throw new IOException(start.complaint());
        } catch (InterruptedException e) {
            // What was to start it is killed, and may have done so; its file comes a moment later.
            for (int i = 0; i < 20 && server().isEmpty(); i++) {
                Thread.sleep(50);
            }
            stopOrphan();
            throw e;
        }
    }

    /** Stops a server of this cluster that nobody looks after, and removes the file that a killed one left. */
    private void stopOrphan() throws IOException, InterruptedException {
        Optional<ProcessHandle> server = server();
        if (server.isPresent()) {
            Command.run(stopCommand());
            server.get().destroyForcibly();
            server.get().onExit().join();
        } else if (process().filter(PostgresCluster::isPostgres).isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    private List<String> stopCommand() {
        return account.command(
                program("pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=fast",
                "--wait",
                "--silent",
                "--timeout=" + Supervised.PATIENCE.toSeconds());
    }

    /** The server that runs on our data, whoever started it. */
    private Optional<ProcessHandle> server() throws IOException {
        return process()
                .filter(PostgresCluster::isPostgres)
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(data.toString()));
    }

    /** The process that the server's file names; after a reboot that may be any. */
    private Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        String pid = Files.readString(pidFile()).lines().findFirst().orElse("").strip();
        return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres");
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    /** A shell that stops the server when its standard input ends: because we close it, or because we are gone. */
    private Process guard() throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP TERM; read -r _; exec \"$@\"", "sh"));
        command.addAll(stopCommand());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
