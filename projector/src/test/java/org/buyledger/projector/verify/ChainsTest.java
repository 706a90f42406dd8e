package org.buyledger.projector.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.client.Partitions;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestLog;
import org.buyledger.projector.verify.ChainFault.Kind;
import org.junit.jupiter.api.Test;

/** Whatever is done to a record is found, and said of the first that it was done to. */
class ChainsTest {
    private final List<ConsumerRecord<byte[], byte[]>> records =
            new ArrayList<>(Streams.everything(new TestLog(), "acme").records());

    private ChainFault fault() {
        return fault(1);
    }

    private ChainFault fault(int partitions) {
        Chains chains = new Chains(partitions);
        records.forEach(chains::add);
        assertThat(chains.faults()).containsOnlyKeys("acme");
        return chains.faults().values().iterator().next();
    }

    private static ConsumerRecord<byte[], byte[]> copy(
            ConsumerRecord<byte[], byte[]> record, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                value,
                headers,
                Optional.empty());
    }

    private void change(int index, String header, String value) {
        ConsumerRecord<byte[], byte[]> record = records.get(index);
        RecordHeaders headers = new RecordHeaders(record.headers());
        headers.remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));
        records.set(index, copy(record, record.value(), headers));
    }

    private long offset(int index) {
        return records.get(index).offset();
    }

    @Test
    void a_whole_chain_has_its_newest_event_as_head() {
        Streams.everything(new TestLog(), "umbra").records().forEach(records::add);
        Chains chains = new Chains(1);
        records.forEach(chains::add);

        assertThat(chains.faults()).isEmpty();
        assertThat(chains.events()).isEqualTo(records.size());
        assertThat(chains.tenants()).isEqualTo(2);
        EventEnvelope last = EventCodec.envelope(records.getLast());
        assertThat(chains.heads()).containsEntry("umbra", new Chains.Head(last.sequence(), last.hash()));
    }

    @Test
    void a_payload_that_was_changed() {
        byte[] value = records.get(4).value().clone();
        value[value.length - 2] ^= 1;
        records.set(
                4, copy(records.get(4), value, new RecordHeaders(records.get(4).headers())));

        assertThat(fault())
                .isEqualTo(new ChainFault(
                        "acme", Kind.CHANGED, 5, 0, offset(4), "its hash is not that of its headers and payload"));
    }

    @Test
    void a_header_that_was_changed() {
        for (String header : List.of(
                HeaderNames.ID, HeaderNames.CAUSATION_ID, HeaderNames.CORRELATION_ID, HeaderNames.PREVIOUS_HASH)) {
            ConsumerRecord<byte[], byte[]> whole = records.get(4);
            change(4, header, "x");
            assertThat(fault().kind()).as(header).isEqualTo(Kind.CHANGED);
            assertThat(fault().sequence()).isEqualTo(5);
            records.set(4, whole);
        }
    }

    @Test
    void an_event_that_was_written_anew_with_the_hash_that_fits() {
        EventEnvelope event = EventCodec.envelope(records.get(4));
        byte[] value = "{}".getBytes(StandardCharsets.UTF_8);
        change(4, HeaderNames.HASH, new HashChain().hash(event, value));
        records.set(
                4, copy(records.get(4), value, new RecordHeaders(records.get(4).headers())));

        assertThat(fault().kind()).isEqualTo(Kind.UNLINKED);
        assertThat(fault().sequence()).isEqualTo(6);
        assertThat(fault().offset()).isEqualTo(offset(5));
    }

    @Test
    void an_event_that_is_missing() {
        records.remove(4);

        assertThat(fault().kind()).isEqualTo(Kind.MISSING);
        assertThat(fault().sequence()).isEqualTo(5);
        assertThat(fault().offset()).isEqualTo(offset(4));
        assertThat(fault().what()).isEqualTo("event 6 stands there");
    }

    @Test
    void an_event_that_is_there_twice() {
        records.add(9, records.get(4));

        assertThat(fault().kind()).isEqualTo(Kind.DUPLICATED);
        assertThat(fault().sequence()).isEqualTo(5);
    }

    @Test
    void an_event_that_was_moved() {
        records.add(9, records.remove(4));

        assertThat(fault().kind()).isEqualTo(Kind.REORDERED);
        assertThat(fault().sequence()).isEqualTo(5);
        assertThat(fault().offset()).isEqualTo(offset(9));
    }

    @Test
    void an_event_on_another_partition_than_its_tenants() {
        int partitions = 2;
        while (Partitions.of(records.getFirst().key(), partitions) == 0) {
            partitions++;
        }

        assertThat(fault(partitions).kind()).isEqualTo(Kind.MISPLACED);
    }

    @Test
    void a_record_of_somebody_else() {
        records.set(4, new TestLog().addDamaged("acme").records().getFirst());

        assertThat(fault().kind()).isEqualTo(Kind.FOREIGN);
        assertThat(fault().sequence()).isZero();
    }
}
