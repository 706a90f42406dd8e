package org.buyledger.standalone.up;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;

/**
 * Makes a killed broker forget that it leads its partitions, before it starts again.
 *
 * <p>A killed broker finds itself as the leader in its own metadata, completes the transactions of the time before, and
 * a moment later, when it registers anew, has no leader for any partition until its controller lets it in. Markers of
 * transactions that Kafka 4.3 wants to write in that moment are dropped as if the partition had been deleted
 * (KAFKA-20734): aborted records then count as committed, and exactly once is broken. If the controller alone runs first
 * and takes the leadership away, then no such moment is left.
 */
final class BrokerRecovery {
    private static final long PATIENCE_SECONDS = 60;

    private BrokerRecovery() {}

    /** Takes the leadership away from a broker that did not stop cleanly. */
    static void recover(Properties broker) {
        Path data = Path.of(broker.getProperty("log.dirs"));
        boolean everRan = Files.exists(data.resolve("__cluster_metadata-0"));
        if (!everRan || Files.exists(data.resolve(".kafka_cleanshutdown"))) {
            return;
        }
        KafkaRaftServer controller =
                new KafkaRaftServer(KafkaConfig.fromProps(controllerAlone(broker), false), Time.SYSTEM);
        controller.startup();
        try {
            unregister(broker);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static Properties controllerAlone(Properties broker) {
        Properties controller = new Properties();
        controller.putAll(broker);
        controller.setProperty("process.roles", "controller");
        controller.setProperty("listeners", "CONTROLLER://" + address(broker));
        controller.remove("advertised.listeners");
        return controller;
    }

    private static void unregister(Properties broker) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, address(broker)))) {
            admin.unregisterBroker(Integer.parseInt(broker.getProperty("node.id")))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // It was killed again before it had registered.
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw new IllegalStateException("Kafka's controller does not let go of the killed broker", e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka's controller does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka recovers", e);
        }
    }

    /** Of the controller, host:port. */
    private static String address(Properties broker) {
        String voters = broker.getProperty("controller.quorum.voters");
        return voters.substring(voters.indexOf('@') + 1);
    }
}
