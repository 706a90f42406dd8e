package org.buyledger.benchmarks.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.benchmarks.workload.Workload;
import org.buyledger.command.ledger.CommandHandler;
import org.buyledger.command.ledger.CommandHandler.Handled;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.Sha256;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.client.Partitions;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private final List<Publisher> publishers = Publisher.spread(4, 2);
    private final CommandHandler handler = new CommandHandler(new MapStore(), Sha256.hex("root"));

    @Test
    void publishers_lie_evenly_on_the_partitions() {
        assertThat(publishers.stream()
                        .collect(Collectors.groupingBy(
                                p -> Partitions.of(p.tenant().value().getBytes(StandardCharsets.UTF_8), 4),
                                Collectors.counting())))
                .isEqualTo(Map.of(0, 2L, 1, 2L, 2, 2L, 3, 2L));
    }

    @Test
    void every_command_is_accepted() {
        publishers.forEach(publisher -> publisher.setUp("root").forEach(this::accept));
        for (Workload workload : List.of(Workload.CREATE, Workload.MIX)) {
            for (int n = 0; n < 20 * publishers.size(); n++) {
                accept(workload.command(publishers, workload.name(), n));
            }
        }
    }

    private void accept(CommandRecord command) {
        ProducerRecord<byte[], byte[]> record = command.toKafka();
        Handled handled = handler.handle(record.key(), record.value(), record.headers(), "test", Instant.now());

        assertThat(handled.outcome()).as(command.toString()).isEqualTo(Outcome.ACCEPTED);
    }
}
