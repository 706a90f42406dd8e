package org.buyledger.standalone.up;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.metadata.storage.FormatterException;
import org.apache.kafka.server.common.MetadataVersion;
import org.buyledger.events.client.TopicAdmin;
import org.buyledger.operations.Health;
import org.buyledger.operations.Metrics;
import org.buyledger.operations.OperationsServer;
import org.buyledger.operations.ServiceProcess;
import org.buyledger.operations.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka broker as a process: Kafka's own server, which is its own controller, run as our services are, so that it has
 * an operations port and does not outlive a killed supervisor.
 */
public final class BrokerProcess implements ServiceProcess.Service {
    static final String NAME = "kafka";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);

    private final KafkaRaftServer server;
    private final OperationsServer operations;

    private BrokerProcess(Path file, Settings settings) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        format(properties);
        BrokerRecovery.recover(properties);
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        mendTopics(properties);
        operations = new OperationsServer(
                NAME, settings, Metrics.create(NAME), () -> Health.of(true, "broker", "takes requests"));
    }

    /** Runs the broker whose properties file is the only argument. */
    public static void main(String[] args) {
        ServiceProcess.run(NAME, args, settings -> new BrokerProcess(Path.of(args[0]), settings));
    }

    private static void format(Properties properties) throws IOException {
        String folder = properties.getProperty("log.dirs");
        if (Files.exists(Path.of(folder, "meta.properties"))) {
            return;
        }
        try (PrintStream log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                    .addDirectory(folder)
                    .setMetadataLogDirectory(folder)
                    .setControllerListenerName(properties.getProperty("controller.listener.names"))
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setPrintStream(log)
                    .run();
        } catch (FormatterException | IOException e) {
            throw new IOException("Kafka's folder %s cannot be formatted: %s".formatted(folder, e.getMessage()), e);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's folder %s cannot be formatted".formatted(folder), e);
        }
    }

    /**
     * This broker's topics are ours: what an older version made, or somebody altered, becomes what it must be, where
     * command-service could only refuse it.
     */
    private static void mendTopics(Properties properties) {
        String listeners = properties.getProperty("listeners");
        String ours = listeners.substring(listeners.indexOf("://") + 3, listeners.indexOf(','));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", ours))) {
            TopicAdmin topics = new TopicAdmin(admin);
            if (topics.exist()) {
                List<TopicAdmin.Drift> drifts = topics.drifts();
                topics.mend(drifts);
                drifts.stream()
                        .filter(TopicAdmin.Drift::isMendable)
                        .forEach(drift -> LOG.info("Mended a topic's setting. {}", drift));
            }
        }
    }

    @Override
    public void await() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        operations.close();
    }
}
