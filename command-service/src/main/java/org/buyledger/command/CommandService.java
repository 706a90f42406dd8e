package org.buyledger.command;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.buyledger.command.http.CommandsServer;
import org.buyledger.command.topology.CommandTopology;
import org.buyledger.command.topology.StreamsGauges;
import org.buyledger.command.topology.StreamsSettings;
import org.buyledger.events.Sha256;
import org.buyledger.events.client.Connections;
import org.buyledger.events.client.TopicAdmin;
import org.buyledger.operations.BadSetting;
import org.buyledger.operations.Health;
import org.buyledger.operations.Metrics;
import org.buyledger.operations.OperationsServer;
import org.buyledger.operations.ServiceProcess.Service;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service that decides commands: makes sure of its topics, then runs the topology until it is closed. */
public final class CommandService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(CommandService.class);

    private final KafkaStreams streams;
    private final OperationsServer operations;
    private final CommandsServer commands;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private CommandService(KafkaStreams streams, Settings settings, PrometheusMeterRegistry metrics)
            throws IOException {
        this.streams = streams;
        this.operations = new OperationsServer("command-service", settings, metrics, this::health);
        this.commands = new CommandsServer(settings, metrics);
        Restarts restarts = new Restarts();
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("A stream thread failed: {}", failure.getMessage(), failure);
            if (restarts.allow(System.nanoTime())) {
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            ended.completeExceptionally(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        StreamsGauges.register(metrics, streams);
    }

    /**
     * Starts it.
     *
     * @throws BadSetting when a setting is wrong, or a topic is not as it must be
     */
    public static CommandService start(Settings settings) throws IOException {
        String rootToken = settings.secret(Setting.ROOT_TOKEN_FILE)
                .orElseThrow(() -> new BadSetting(Setting.ROOT_TOKEN_FILE.variable() + " is not set: "
                        + Setting.ROOT_TOKEN_FILE.meaning() + "."));
        PrometheusMeterRegistry metrics = Metrics.create("command-service");
        int partitions = topics(settings);
        KafkaStreams streams = new KafkaStreams(
                CommandTopology.build(Sha256.hex(rootToken), partitions, metrics), StreamsSettings.of(settings));
        CommandService service = new CommandService(streams, settings, metrics);
        streams.start();
        return service;
    }

    /** Creates the topics that are missing, refuses any that is not as it must be, and returns how many partitions they have. */
    private static int topics(Settings settings) {
        try (Admin admin = Admin.create(settings.kafka())) {
            TopicAdmin topics = new TopicAdmin(admin);
            topics.createMissing(settings.number(Setting.TOPIC_PARTITIONS, 1, 1000), (short)
                    settings.number(Setting.TOPIC_REPLICATION_FACTOR, 1, 100));
            List<TopicAdmin.Drift> drifts = topics.drifts();
            if (!drifts.isEmpty()) {
                throw new BadSetting("Topics are not as they must be. "
                        + String.join(
                                "; ", drifts.stream().map(Object::toString).toList())
                        + ". " + TopicAdmin.remedy(drifts));
            }
            return topics.partitions();
        }
    }

    private Health health() {
        KafkaStreams.State state = streams.state();
        boolean connected = Connections.isAnyOpen(streams.metrics());
        return Health.of(state == KafkaStreams.State.RUNNING, "streams", state.toString())
                .and(Health.of(connected, "kafka", connected ? "connected" : "no broker answers"));
    }

    /** The port of {@code /readyz} and {@code /metrics}. */
    public int operationsPort() {
        return operations.port();
    }

    /** The port that commands are sent to over HTTP. */
    public int commandsPort() {
        return commands.port();
    }

    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void await() throws InterruptedException {
        try {
            ended.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("Stream threads failed too often; the log says how.", e);
        }
    }

    @Override
    public void close() {
        commands.close();
        streams.close(Duration.ofSeconds(10));
        operations.close();
        ended.complete(null);
    }
}
