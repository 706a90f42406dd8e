package org.buyledger.benchmarks.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Sample;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.benchmarks.workload.Workload;

/** What the broker, on this machine and in this minute, lets anybody do: the same records, and nothing decided. */
final class BrokerLimit {
    private static final String IN = "benchmark.in";
    private static final int TRANSACTIONS = 300;

    private final Clients clients;
    private final List<Publisher> publishers;
    private final int partitions;
    private int runs;

    /** Makes the topics that are written to. */
    BrokerLimit(Clients clients, List<Publisher> publishers, List<Template> templates, int partitions)
            throws ExecutionException, InterruptedException {
        this.clients = clients;
        this.publishers = publishers;
        this.partitions = partitions;
        List<NewTopic> topics = new ArrayList<>(List.of(new NewTopic(IN, partitions, (short) 1)));
        templates.forEach(template -> topics.add(new NewTopic(copyOf(template), partitions, (short) 1)));
        try (Admin admin = clients.admin()) {
            admin.createTopics(topics).all().get();
        }
    }

    static String copyOf(Template template) {
        return "benchmark." + template.topic();
    }

    /** Commands a second, as one producer sends them that has them ready, until all are acknowledged. */
    Sample produce(int commands, int times) {
        double[] perSecond = new double[times];
        try (KafkaProducer<byte[], byte[]> producer = clients.likeTheService(Map.of())) {
            for (int i = 0; i < times; i++) {
                List<ProducerRecord<byte[], byte[]>> records = commands(commands);
                long begin = System.nanoTime();
                for (ProducerRecord<byte[], byte[]> record : records) {
                    var _ = producer.send(record);
                }
                producer.flush();
                perSecond[i] = commands / ((System.nanoTime() - begin) / 1e9);
            }
        }
        return new Sample(perSecond);
    }

    /** Milliseconds for a transaction of one event and one consumed offset, one after another: nothing else is going on. */
    Sample transaction(Template events) throws ExecutionException, InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("benchmark-transaction");
                KafkaProducer<byte[], byte[]> producer =
                        clients.likeTheService(Map.of("transactional.id", "benchmark-transaction"))) {
            producer.initTransactions();
            double[] millis = new double[TRANSACTIONS];
            for (int i = -TRANSACTIONS; i < TRANSACTIONS; i++) {
                ProducerRecord<byte[], byte[]> record = events.copy(i + TRANSACTIONS, copyOf(events), 0);
                long begin = System.nanoTime();
                producer.beginTransaction();
                var sent = producer.send(record);
                producer.sendOffsetsToTransaction(
                        Map.of(new TopicPartition(IN, 0), new OffsetAndMetadata(i + TRANSACTIONS)),
                        consumer.groupMetadata());
                producer.commitTransaction();
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - begin) / 1e6;
                }
                sent.get();
            }
            return new Sample(millis);
        }
    }

    /** Commands a second that are read, and answered in transactions with records like those of command-service. */
    Sample copy(List<Template> templates, int commands, int times) throws ExecutionException, InterruptedException {
        double[] perSecond = new double[times];
        try (Admin admin = clients.admin();
                Copier _ = new Copier(clients, IN, partitions, templates)) {
            for (int i = 0; i < times; i++) {
                try (Backlog backlog = new Backlog(clients)) {
                    commands(commands).forEach(backlog::add);
                    long released = backlog.release();
                    perSecond[i] = commands / ((backlog.awaitRead(admin, Copier.GROUP) - released) / 1e9);
                }
            }
        }
        return new Sample(perSecond);
    }

    private List<ProducerRecord<byte[], byte[]>> commands(int count) {
        String run = "b" + ++runs;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ProducerRecord<byte[], byte[]> record =
                    Workload.CREATE.command(publishers, run, i).toKafka();
            records.add(new ProducerRecord<>(IN, null, record.key(), record.value(), record.headers()));
        }
        return records;
    }
}
