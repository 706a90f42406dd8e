package org.buyledger.benchmarks.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.tenancy.TenantId;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final List<Publisher> PUBLISHERS = Publisher.spread(4, 2);

    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

    private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                record.key().length,
                record.value().length,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    /** Every tenant's sequence is dense, and its chain whole. */
    private void assertLedgersAreWhole() {
        Map<TenantId, EventEnvelope> last = new HashMap<>();
        HashChain chain = new HashChain();
        for (ProducerRecord<byte[], byte[]> record : records) {
            EventEnvelope event = EventCodec.decode(read(record)).envelope();
            EventEnvelope before = last.put(event.tenant(), event);
            assertThat(event.sequence()).isEqualTo(before == null ? 1 : before.sequence() + 1);
            assertThat(event.previousHash()).isEqualTo(before == null ? HashChain.GENESIS : before.hash());
            assertThat(event.hash()).isEqualTo(chain.hash(event, record.value()));
        }
    }

    @Test
    void buys_are_updated_when_others_have_come_and_their_ledgers_are_whole() {
        new BuysUpdatedTwice(PUBLISHERS).write(8_000, records::add);

        assertThat(records).hasSize(8_000);
        assertLedgersAreWhole();
        Map<Long, Long> revisions = new HashMap<>();
        records.forEach(
                record -> revisions.merge(EventCodec.envelope(read(record)).revision(), 1L, Long::sum));
        // 40 set the publishers up; from the 2,000th buy on each comes with an update of an older one.
        assertThat(revisions).isEqualTo(Map.of(1L, 40L + 2_000 + 2_980, 2L, 2_980L));
    }

    @Test
    void what_the_mix_leads_to_is_decided_by_command_service() {
        new DecidedMix(PUBLISHERS).write(1_000, records::add);

        assertThat(records).hasSizeGreaterThanOrEqualTo(1_000);
        assertLedgersAreWhole();
    }
}
