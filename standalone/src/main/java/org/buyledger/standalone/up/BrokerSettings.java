package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.buyledger.events.Topics;

/** The broker's properties file, written anew at each start. */
final class BrokerSettings {
    /** The largest request: a batch of one largest record, and what Kafka puts around it. */
    private static final int LARGEST_REQUEST = 16 * 1024 * 1024;

    private BrokerSettings() {}

    /**
     * Writes the file.
     *
     * @param port where clients reach the broker, on the loopback interface
     * @param data where it keeps its logs
     */
    static void write(Path file, int port, Path data) throws IOException {
        // With the quorum's voters in this file, and not in its log, the controller's port may be another at each
        // start.
        int controllerPort = Ports.free();
        Files.writeString(file, """
                # Written by `buyledger up` at each start; changes here are lost.
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false

                # One broker: every topic has one copy. Few partitions of internal topics make the start fast.
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1

                # An eighth of the heap at most, where Kafka would take a third.
                log.cleaner.dedupe.buffer.size=33554432

                # Restarted services carry on at once, not after a wait for further members or a dead transaction.
                group.initial.rebalance.delay.ms=0
                transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
                offsets.retention.minutes=%4$d

                message.max.bytes=%5$d
                replica.fetch.max.bytes=%5$d
                socket.request.max.bytes=%6$d
                """.formatted(
                        port,
                        controllerPort,
                        escaped(data),
                        Duration.ofDays(7).toMinutes(),
                        Topics.LARGEST_RECORD,
                        LARGEST_REQUEST));
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }
}
