package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.UnregisterBrokerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.metadata.util.BatchFileReader;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of open transactions when the broker is killed. */
class BrokerKillIT {
    private static final String TOPIC = "kept";
    private static final int PARTITIONS = 4;
    private static final int PRODUCERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void what_was_never_committed_stays_uncommitted() throws Exception {
        try (UpProcess up = UpProcess.start(folder).awaitUp()) {
            createTopic(up);
            leaveTransactionsOpen(up);
            ProcessHandle killed = up.child(BrokerProcess.NAME);
            killed.destroyForcibly();
            await().atMost(PATIENCE)
                    .until(() -> up.ready().path("ready").asBoolean()
                            && up.child(BrokerProcess.NAME).pid() != killed.pid());

            IntStream.range(0, PRODUCERS).forEach(i -> {
                try (KafkaProducer<String, String> producer = producer(up, i)) {
                    producer.initTransactions();
                    producer.beginTransaction();
                    Future<RecordMetadata> sent = producer.send(record("committed ", i));
                    producer.commitTransaction();
                    assertThat(sent).isDone();
                }
            });

            assertThat(registrations()).containsExactly("register", "unregister", "register");
            assertThat(committed(up))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PRODUCERS)
                            .mapToObj(i -> "committed " + i)
                            .toList());
        }
    }

    /** They are dead already when the broker is there again, so that it aborts them as soon as it can. */
    private static void leaveTransactionsOpen(UpProcess up) throws InterruptedException, ExecutionException {
        List<KafkaProducer<String, String>> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            KafkaProducer<String, String> producer = producer(up, i);
            producer.initTransactions();
            producers.add(producer);
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            producers.get(i).beginTransaction();
            sent.add(producers.get(i).send(record("open ", i)));
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        producers.forEach(producer -> producer.close(Duration.ZERO));
    }

    /**
     * What the metadata say about the broker's registration, in order. A broker that is not unregistered leads its
     * partitions for a moment, loses them when it registers anew, and drops markers of transactions in between.
     */
    private List<String> registrations() throws Exception {
        List<String> registrations = new ArrayList<>();
        Path log = folder.resolve("kafka/__cluster_metadata-0/00000000000000000000.log");
        try (BatchFileReader reader =
                new BatchFileReader.Builder().setPath(log.toString()).build()) {
            while (reader.hasNext()) {
                BatchFileReader.BatchAndType batch = reader.next();
                for (ApiMessageAndVersion record :
                        batch.isControl() ? List.<ApiMessageAndVersion>of() : batch.batch()) {
                    switch (record.message()) {
                        case RegisterBrokerRecord _ -> registrations.add("register");
                        case UnregisterBrokerRecord _ -> registrations.add("unregister");
                        default -> {}
                    }
                }
            }
        }
        return registrations;
    }

    private static void createTopic(UpProcess up) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", up.kafka()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static ProducerRecord<String, String> record(String word, int number) {
        return new ProducerRecord<>(TOPIC, number % PARTITIONS, null, word + number);
    }

    private static KafkaProducer<String, String> producer(UpProcess up, int number) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        up.kafka(),
                        "transactional.id",
                        "producer-" + number,
                        "transaction.timeout.ms",
                        3000,
                        "linger.ms",
                        0),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Everything up to the ends of the partitions; it hangs where a transaction does. */
    private static List<String> committed(UpProcess up) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", up.kafka(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(p -> new TopicPartition(TOPIC, p))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> values = new ArrayList<>();
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
                return values.containsAll(IntStream.range(0, PRODUCERS)
                        .mapToObj(i -> "committed " + i)
                        .toList());
            });
            return values;
        }
    }
}
