package org.buyledger.standalone.up;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.operations.ServiceProcess;
import org.buyledger.operations.Setting;

/** A service of ours, as a JVM with our own class path. */
final class JavaProgram implements Program {
    /** What a person may set for the services in the environment of {@code up}; the rest is for it to say. */
    private static final Set<String> PASSED_ON = Set.of(
            Setting.LOG_LEVEL.variable(),
            Setting.THREADS.variable(),
            Setting.DB_POOL_SIZE.variable(),
            Setting.PROJECTOR_WORKERS.variable(),
            Setting.HTTP_HOST.variable(),
            Setting.CURSOR_KEY_FILE.variable(),
            Setting.RATE_LIMIT.variable(),
            Setting.RATE_LIMIT_WINDOW.variable(),
            Setting.ACCESS_LOG.variable(),
            Setting.STREAMS.variable(),
            Setting.STREAMS_PER_CALLER.variable(),
            Setting.STREAM_HEARTBEAT_SECONDS.variable(),
            Setting.STREAM_SECONDS.variable());

    /** The system property by which the launcher names the folder for archives of classes; without it there are none. */
    private static final String ARCHIVES = "buyledger.archives";

    private final Service service;
    private final DataFolder folder;
    private final List<String> arguments;
    private volatile OperationsPort operations = new OperationsPort(0);

    JavaProgram(Service service, DataFolder folder, String... arguments) {
        this.service = service;
        this.folder = folder;
        this.arguments = List.of(arguments);
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public Path log() {
        return folder.log(service.name());
    }

    @Override
    public Set<String> needs() {
        return service.needs();
    }

    @Override
    public Running start() throws IOException {
        int port = Ports.free();
        operations = new OperationsPort(port);
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith(Setting.PREFIX) && !PASSED_ON.contains(name));
        service.settings().forEach((setting, value) -> environment.put(setting.variable(), value));
        environment.put(Setting.OPERATIONS_HOST.variable(), "127.0.0.1");
        environment.put(Setting.OPERATIONS_PORT.variable(), Integer.toString(port));
        return new RunningChild(builder.start());
    }

    private List<String> command() {
        // The shell makes it deaf to a terminal's Ctrl-C and hang-up, which are for the supervisor to act on.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.memory());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        // A full or read-only /tmp must not matter, nor a killed JVM leave anything there.
        command.add("-XX:-UsePerfData");
        command.add("-Djava.io.tmpdir=" + folder.file("tmp"));
        command.add("-XX:ErrorFile=" + folder.file("logs") + File.separator + service.name() + "-crash.log");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(archive());
        command.add("-D" + ServiceProcess.SUPERVISED + "=true");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(service.mainClass());
        command.addAll(arguments);
        return command;
    }

    /**
     * With an archive of its classes a service starts with half of the work. The JVM makes it when the service first
     * ends, which then takes some seconds longer; the launcher takes away those that are older than the jars.
     */
    private List<String> archive() {
        String archives = System.getProperty(ARCHIVES);
        if (archives == null || !Files.isWritable(Path.of(archives))) {
            return List.of();
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + Path.of(archives, service.name() + ".jsa"),
                // It tells of every class that it cannot archive.
                "-Xlog:cds*=off,aot*=off");
    }

    @Override
    public Readiness readiness() {
        return operations.readiness();
    }

    @Override
    public String metrics() {
        return operations.metrics();
    }
}
