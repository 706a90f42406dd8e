package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The Kafka broker. */
final class Broker implements Program {
    private final DataFolder folder;
    private final int port;
    private final Path properties;
    private final JavaProgram process;

    Broker(DataFolder folder, int port) {
        this.folder = folder;
        this.port = port;
        properties = folder.file("kafka.properties");
        process = new JavaProgram(Services.broker(), folder, properties.toString());
    }

    @Override
    public Running start() throws IOException {
        BrokerSettings.write(properties, port, folder.file("kafka"));
        return process.start();
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public String title() {
        return "Kafka";
    }

    @Override
    public Path log() {
        return process.log();
    }

    @Override
    public Set<String> needs() {
        return process.needs();
    }

    @Override
    public Readiness readiness() {
        return process.readiness();
    }

    @Override
    public String metrics() {
        return process.metrics();
    }
}
