package org.buyledger.events.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.buyledger.events.Topics;

/** Creates the topics and compares them with what they must be. */
public final class TopicAdmin {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Admin admin;

    private static final String PARTITIONS = "partitions";

    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * A topic that is not as it must be.
     *
     * @param topic its name
     * @param setting the setting by Kafka's name, or {@code partitions}
     * @param actual what it is
     * @param expected what it must be
     */
    public record Drift(String topic, String setting, String actual, String expected) {
        /** Whether {@link #mend} can do something about it: not about partitions, since a tenant's records would move. */
        @JsonIgnore
        public boolean isMendable() {
            return !setting.equals(PARTITIONS);
        }

        @Override
        public String toString() {
            return "%s: %s is %s and must be %s".formatted(topic, setting, actual, expected);
        }
    }

    /** Creates those of the topics that do not exist and returns their names. */
    public List<String> createMissing(int partitions, short replicationFactor) {
        Set<String> existing = new HashSet<>(await(admin.listTopics().names()));
        List<String> created = new ArrayList<>();
        for (Topics.Spec spec : Topics.all()) {
            if (existing.contains(spec.name())) {
                continue;
            }
            NewTopic topic = new NewTopic(spec.name(), partitions, replicationFactor).configs(spec.settings());
            try {
                admin.createTopics(List.of(topic)).all().get();
                created.add(spec.name());
            } catch (ExecutionException e) {
                // Two services may start at once; the one that loses finds what it wanted.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaUnreachable(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaUnreachable(e);
            }
        }
        awaitKnown(created);
        return created;
    }

    /** The controller knows a new topic at once, a broker a moment later. */
    private void awaitKnown(List<String> topics) {
        long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (true) {
            try {
                for (String topic : topics) {
                    admin.describeConfigs(List.of(resource(topic))).all().get();
                }
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw new KafkaUnreachable(e);
                }
                LockSupport.parkNanos(POLL.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaUnreachable(e);
            }
        }
    }

    /** Whether all of the topics are there. */
    public boolean exist() {
        return await(admin.listTopics().names()).containsAll(names());
    }

    /** Everything in which the topics differ from what they must be; empty when all is well. */
    public List<Drift> drifts() {
        Map<String, TopicDescription> topics =
                await(admin.describeTopics(names()).allTopicNames());
        List<Drift> drifts = new ArrayList<>();
        int partitions = partitionsOf(topics, Topics.COMMANDS);
        for (Topics.Spec spec : Topics.all()) {
            int actual = partitionsOf(topics, spec.name());
            if (actual != partitions) {
                drifts.add(new Drift(
                        spec.name(), PARTITIONS, Integer.toString(actual), partitions + ", as " + Topics.COMMANDS));
            }
            Config config = config(spec.name());
            spec.settings().forEach((setting, expected) -> {
                ConfigEntry entry = config.get(setting);
                String value = entry == null ? "unset" : Objects.toString(entry.value());
                if (!value.equals(expected)) {
                    drifts.add(new Drift(spec.name(), setting, value, expected));
                }
            });
        }
        return drifts;
    }

    /**
     * What a person can do about drifts, in a sentence or two.
     *
     * @param drifts one at least
     */
    public static String remedy(List<Drift> drifts) {
        List<String> remedies = new ArrayList<>();
        if (drifts.stream().anyMatch(Drift::isMendable)) {
            remedies.add("Mend settings with: buyledger topics --mend");
        }
        if (!drifts.stream().allMatch(Drift::isMendable)) {
            remedies.add("A number of partitions cannot be mended that way, since the records of tenants would move:"
                    + " see docs/operating.md, A topic is not as it must be");
        }
        return String.join(". ", remedies);
    }

    /** Sets every drifted setting to what it must be. */
    public void mend(List<Drift> drifts) {
        for (Drift drift : drifts) {
            if (!drift.isMendable()) {
                continue;
            }
            ConfigResource topic = resource(drift.topic());
            AlterConfigOp set =
                    new AlterConfigOp(new ConfigEntry(drift.setting(), drift.expected()), AlterConfigOp.OpType.SET);
            await(admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all());
        }
    }

    /** How many partitions every one of the topics has. */
    public int partitions() {
        return partitionsOf(await(admin.describeTopics(List.of(Topics.COMMANDS)).allTopicNames()), Topics.COMMANDS);
    }

    /** How many partitions each of the topics has, by name. */
    public Map<String, Integer> partitionsByTopic() {
        Map<String, TopicDescription> topics =
                await(admin.describeTopics(names()).allTopicNames());
        Map<String, Integer> partitions = new TreeMap<>();
        names().forEach(name -> partitions.put(name, partitionsOf(topics, name)));
        return partitions;
    }

    private static int partitionsOf(Map<String, TopicDescription> topics, String name) {
        return Objects.requireNonNull(topics.get(name), name).partitions().size();
    }

    private static List<String> names() {
        return Topics.all().stream().map(Topics.Spec::name).toList();
    }

    private Config config(String topic) {
        ConfigResource resource = resource(topic);
        return Objects.requireNonNull(
                await(admin.describeConfigs(List.of(resource)).all()).get(resource));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaUnreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable(e);
        }
    }
}
