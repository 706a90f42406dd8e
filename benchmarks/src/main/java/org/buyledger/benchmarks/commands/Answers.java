package org.buyledger.benchmarks.commands;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.buyledger.benchmarks.Clients;
import org.buyledger.benchmarks.Failed;
import org.buyledger.events.CommandResult;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;

/** Reads the results topic: whether every command of a run was answered, once, and accepted. */
public final class Answers implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> results;
    private final List<TopicPartition> partitions;

    /** Begins at the present end of the topic. */
    public Answers(Clients clients) {
        results = clients.consumer();
        partitions = Clients.partitions(results, Topics.RESULTS);
        results.assign(partitions);
        results.seekToEnd(partitions);
        partitions.forEach(results::position);
    }

    /**
     * Reads what was committed since it was opened or last asked.
     *
     * @return how many results there are of each outcome
     * @throws Failed when a command has no result or two, or one that is not accepted
     */
    public Map<Outcome, Integer> check(String run, int commands) throws Failed {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        Set<String> answered = new HashSet<>();
        Map<TopicPartition, Long> ends = results.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> results.position(p) < ends.getOrDefault(p, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : results.poll(Duration.ofMillis(100))) {
                String id = EventCodec.text(record.headers(), HeaderNames.CAUSATION_ID);
                if (id == null || !id.startsWith(run + "-")) {
                    continue;
                }
                CommandResult result = Json.EVENTS.readValue(record.value(), CommandResult.class);
                if (result.outcome() != Outcome.ACCEPTED) {
                    throw new Failed("Command %s of the benchmark was %s: %s"
                            .formatted(id, result.outcome().wire(), result.error()));
                }
                outcomes.merge(result.outcome(), 1, Integer::sum);
                answered.add(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8) + " " + id);
            }
        }
        int count = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        if (answered.size() != commands || count != commands) {
            throw new Failed("Of %d commands %d were answered, with %d results; every one must have one result."
                    .formatted(commands, answered.size(), count));
        }
        return outcomes;
    }

    @Override
    public void close() {
        results.close();
    }
}
