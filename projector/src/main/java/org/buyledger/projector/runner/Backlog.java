package org.buyledger.projector.runner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one partition that wait to be applied, and what they take of the heap. Not safe for use by several threads. */
final class Backlog {
    /** What a waiting record takes beside key and value, about: 14 headers, not read yet, with two buffers each. */
    private static final int OVERHEAD = 2_500;

    /** What a record takes while it is applied, about, without the rows that it changes: its event, and its row of audit_logs. */
    private static final int APPLYING = 6_000;
    /** And for each byte of its value, which is there as text, as a tree, as that row and as that row's bytes. */
    private static final int APPLYING_BYTE = 6;

    private static final int MOST_RECORDS = 10_000;

    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;

    void add(List<ConsumerRecord<byte[], byte[]>> more) {
        records.addAll(more);
        more.forEach(record -> bytes += waiting(record));
    }

    /** Takes the first of them away, one at least where there are any, as long as applying them takes no more than so much. */
    List<ConsumerRecord<byte[], byte[]>> take(long mostBytes) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        long weight = 0;
        while (!records.isEmpty() && taken.size() < MOST_RECORDS) {
            weight += applying(records.element());
            if (weight > mostBytes && !taken.isEmpty()) {
                break;
            }
            bytes -= waiting(records.element());
            taken.add(records.remove());
        }
        return taken;
    }

    void clear() {
        records.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    int size() {
        return records.size();
    }

    /** The heap that they take, about. */
    long bytes() {
        return bytes;
    }

    private static long waiting(ConsumerRecord<byte[], byte[]> record) {
        return (long) OVERHEAD + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    private static long applying(ConsumerRecord<byte[], byte[]> record) {
        return APPLYING + (long) APPLYING_BYTE * Math.max(0, record.serializedValueSize());
    }
}
