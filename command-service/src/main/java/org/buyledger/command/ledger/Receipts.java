package org.buyledger.command.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Caller;
import org.buyledger.events.AdcpTask;
import org.buyledger.events.Sha256;
import org.buyledger.events.Topics;
import org.buyledger.events.mediabuy.AccountRef;
import org.buyledger.events.tenancy.TenantId;

/**
 * What was answered to whom, so that a command that comes again gets the same answer and does nothing. Kept under the
 * command's id, and for AdCP tasks under the idempotency key too.
 */
final class Receipts {
    /**
     * How long an answer is kept. Longer than a command can be read from its topic: a service that comes back after a long
     * time, its consumer offsets expired, reads all of them again. A segment's age may exceed the retention by the week
     * in which it is filled.
     */
    static final Duration WINDOW = Topics.COMMAND_RETENTION.plusDays(8);

    private static final int HASH_CHARS = 64;

    private final Store store;
    private String sweptTo = "";
    private int keptSinceSweep;

    Receipts(Store store) {
        this.store = store;
    }

    /**
     * An answer given.
     *
     * @param type the command's type
     * @param actor who sent it
     * @param requestSha256 the hash of its payload
     * @param answer the result from its {@code position} on
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes in passing: never compared, never changed
    record Receipt(String type, String actor, String requestSha256, byte[] answer) {}

    /** The name that a command's answer is kept under when its id is another command's. */
    static String otherUnder(String commandId, String type, String actor, String requestSha256) {
        return commandId + '\0' + Sha256.hex(type + '\0' + actor + '\0' + requestSha256);
    }

    Optional<Receipt> ofCommand(TenantId tenant, String commandId) {
        byte[] bytes = store.get(Keys.command(tenant, commandId));
        if (bytes == null) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.getLong(); // when it expires
        String hash = text(buffer, HASH_CHARS);
        String type = text(buffer, Short.toUnsignedInt(buffer.getShort()));
        String actor = text(buffer, Short.toUnsignedInt(buffer.getShort()));
        byte[] answer = new byte[buffer.remaining()];
        buffer.get(answer);
        return Optional.of(new Receipt(type, actor, hash, answer));
    }

    void keep(TenantId tenant, String commandId, Receipt receipt, Instant now) {
        byte[] type = utf8(receipt.type());
        byte[] actor = utf8(receipt.actor());
        byte[] answer = receipt.answer();
        ByteBuffer buffer = ByteBuffer.allocate(
                Long.BYTES + HASH_CHARS + 2 * Short.BYTES + type.length + actor.length + answer.length);
        buffer.putLong(now.plus(WINDOW).toEpochMilli()).put(utf8(receipt.requestSha256()));
        buffer.putShort((short) type.length).put(type);
        buffer.putShort((short) actor.length).put(actor);
        buffer.put(answer);
        store.put(Keys.command(tenant, commandId), buffer.array());
        keptSinceSweep++;
    }

    /**
     * The command that used an idempotency key first.
     *
     * @param commandId its id, under which its answer is kept
     * @param requestSha256 the hash of its payload
     */
    record FirstUse(String commandId, String requestSha256) {}

    Optional<FirstUse> ofKey(TenantId tenant, Caller caller, AdcpTask task) {
        byte[] bytes = store.get(key(tenant, caller, task));
        if (bytes == null) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.getLong();
        String hash = text(buffer, HASH_CHARS);
        return Optional.of(new FirstUse(text(buffer, buffer.remaining()), hash));
    }

    void keep(TenantId tenant, Caller caller, AdcpTask task, FirstUse use, Instant now) {
        byte[] id = utf8(use.commandId());
        store.put(
                key(tenant, caller, task),
                ByteBuffer.allocate(Long.BYTES + HASH_CHARS + id.length)
                        .putLong(now.plus(WINDOW).toEpochMilli())
                        .put(utf8(use.requestSha256()))
                        .put(id)
                        .array());
        keptSinceSweep++;
    }

    private static String key(TenantId tenant, Caller caller, AdcpTask task) {
        AccountRef account = task.account();
        return Keys.idempotency(
                tenant, caller.actor().id(), account == null ? "" : account.key(), task.idempotencyKey());
    }

    /**
     * Drops what has expired among the next entries of the store; called again and again, it comes round to all. It looks
     * at twice as many as were kept since the last call: it comes round within half of the window under any load, and
     * costs next to nothing under none.
     */
    int sweep(Instant now, int atMost) {
        int most = Math.min(atMost, 2 * keptSinceSweep + 1);
        keptSinceSweep = 0;
        List<String> expired = new ArrayList<>();
        int[] seen = {0};
        for (String prefix : Keys.expiring()) {
            String from = sweptTo.compareTo(prefix) > 0 ? sweptTo : prefix;
            if (from.compareTo(Keys.after(prefix)) >= 0) {
                continue;
            }
            store.scan(from, Keys.after(prefix), (key, value) -> {
                if (ByteBuffer.wrap(value).getLong() < now.toEpochMilli()) {
                    expired.add(key);
                }
                sweptTo = key + '\0';
                return ++seen[0] < most;
            });
            if (seen[0] >= most) {
                break;
            }
        }
        if (seen[0] < most) {
            sweptTo = "";
        }
        expired.forEach(store::delete);
        return expired.size();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
