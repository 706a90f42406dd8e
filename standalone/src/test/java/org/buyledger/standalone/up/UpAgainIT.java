package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.buyledger.events.Topics;
import org.buyledger.events.client.TopicAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpAgainIT {
    private static final String TOPIC = "kept";

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_there_after_everything_was_killed() throws Exception {
        String largest = "x".repeat(Topics.LARGEST_COMMAND * 4);
        try (UpProcess first = UpProcess.start(folder).awaitUp()) {
            write(first, largest);
            first.killAll();
        }
        try (UpProcess second = UpProcess.start(folder).awaitUp()) {
            assertThat(row(second)).isEqualTo("kept");
            assertThat(record(second)).isEqualTo(largest);
            assertThat(drifts(second)).as("topics are mended at the start").isEmpty();

            List<ProcessHandle> children = second.children();
            second.kill();
            try (UpProcess third = UpProcess.start(folder, second.ports).awaitUp()) {
                assertThat(children).noneMatch(ProcessHandle::isAlive);
                assertThat(row(third)).isEqualTo("kept");

                stopsInOrder(third);
            }
        }
    }

    private static void stopsInOrder(UpProcess up) throws InterruptedException {
        List<ProcessHandle> children = up.children();
        up.terminate();

        assertThat(up.awaitExit()).isZero();
        assertThat(up.output()).contains("stopping ...").doesNotContain("died", "killed");
        await().atMost(Duration.ofSeconds(1)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void write(UpProcess up, String text) throws Exception {
        try (Connection database = up.database()) {
            database.createStatement().execute("CREATE TABLE kept AS SELECT 'kept' AS word");
        }
        try (Admin admin = Admin.create(kafka(up));
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(kafka(up), new StringSerializer(), new StringSerializer())) {
            NewTopic topic = new NewTopic(TOPIC, 1, (short) 1)
                    .configs(Map.of("max.message.bytes", Integer.toString(Topics.LARGEST_RECORD)));
            admin.createTopics(List.of(topic)).all().get();
            producer.send(new ProducerRecord<>(TOPIC, text)).get();

            TopicAdmin topics = new TopicAdmin(admin);
            topics.createMissing(4, (short) 1);
            ConfigResource results = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RESULTS);
            AlterConfigOp drift = new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(results, List.of(drift))).all().get();
        }
    }

    private static List<TopicAdmin.Drift> drifts(UpProcess up) {
        try (Admin admin = Admin.create(kafka(up))) {
            return new TopicAdmin(admin).drifts();
        }
    }

    private static String row(UpProcess up) throws Exception {
        try (Connection database = up.database();
                ResultSet rows = database.createStatement().executeQuery("SELECT word FROM kept")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String record(UpProcess up) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka(up), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20))
                    .records(partition)
                    .getFirst()
                    .value();
        }
    }

    private static Map<String, Object> kafka(UpProcess up) {
        return Map.of("bootstrap.servers", "localhost:" + up.ports.kafka(), "max.request.size", Topics.LARGEST_RECORD);
    }
}
