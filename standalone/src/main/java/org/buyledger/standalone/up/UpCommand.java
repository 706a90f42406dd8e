package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code buyledger up}. */
@Command(
        name = "up",
        description = {
            "Starts Kafka, PostgreSQL and all services on this machine, and keeps them running until Ctrl-C.",
            "Data survive a restart."
        })
public final class UpCommand implements Callable<Integer> {
    private final ServiceList services;
    private final DemoData demoData;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder that keeps everything. Default: .buyledger beside the launcher.")
    private @Nullable Path data;

    @Option(names = "--demo", description = "Makes a demo tenant; its ids and tokens are in DIR/demo.json.")
    private boolean demo;

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "19092", description = DEFAULT)
    private int kafkaPort;

    @Option(names = "--postgres-port", paramLabel = "PORT", defaultValue = "15432", description = DEFAULT)
    private int postgresPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Of the REST API. Default: 8080.")
    private @Nullable Integer httpPort;

    @Option(names = "--commands-port", paramLabel = "PORT", description = "Of commands over HTTP. Default: 8090.")
    private @Nullable Integer commandsPort;

    @Option(
            names = "--operations-port",
            paramLabel = "PORT",
            description = "Of /livez, /readyz and /metrics. Default: 8081.")
    private @Nullable Integer operationsPort;

    private static final String DEFAULT = "Default: ${DEFAULT-VALUE}.";

    /** Which services run beside Kafka and PostgreSQL. */
    public UpCommand(DemoData demoData) {
        this(Services::all, demoData);
    }

    UpCommand(ServiceList services, DemoData demoData) {
        this.services = services;
        this.demoData = demoData;
    }

    /** Tells the services of a data folder and ports. */
    interface ServiceList {
        java.util.List<Service> of(DataFolder folder, Ports ports);
    }

    @Override
    public Integer call() throws Failed, IOException, InterruptedException {
        Settings settings = new Settings(System.getenv());
        settings.skipsMigrations();
        Ports ports = new Ports(
                kafkaPort,
                postgresPort,
                httpPort == null ? settings.port(Setting.HTTP_PORT) : httpPort,
                commandsPort == null ? settings.port(Setting.COMMANDS_PORT) : commandsPort,
                operationsPort == null ? settings.port(Setting.OPERATIONS_PORT) : operationsPort);
        Console console = new Console(System.out);
        try (DataFolder folder = DataFolder.open(data == null ? besideLauncher() : data)) {
            run(folder, ports, settings, console);
        }
        return ExitCode.OK;
    }

    private void run(DataFolder folder, Ports ports, Settings settings, Console console)
            throws Failed, IOException, InterruptedException {
        try {
            new Standalone(folder, ports, services.of(folder, ports), settings, console).run(() -> {
                if (demo) {
                    demoData.create(
                            "localhost:" + ports.kafka(),
                            Secrets.keep(folder.file("root.token")),
                            folder.file("demo.json"));
                }
                console.say(Welcome.text(folder, ports, demo));
            });
        } catch (IOException e) {
            throw DataFolder.unusable(folder.path(), e);
        }
    }

    /** The launcher says where it is; without one it is the current folder. */
    private static Path besideLauncher() {
        return Path.of(System.getProperty("buyledger.home", ""), ".buyledger");
    }
}
