package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.events.tenancy.TenantId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/**
 * Makes the pointers of a store those that this version derives from its objects, where another version kept it. An older
 * one did not write all of them, and a newer one others; while either was at work, those that it does not know did not
 * follow their objects. So any other version is treated alike: what is missing is added, and what leads nowhere is dropped.
 */
final class Indexes {
    /** Of {@link Kind.Index} and of what kinds derive for it: one more with every change of either, as a test demands. */
    static final int VERSION = 2;

    private static final byte[] NOTHING = new byte[0];

    private final Store store;
    private final String before;
    private final List<String> missing = new ArrayList<>();
    private final List<String> stray = new ArrayList<>();
    private int objects;
    private boolean current;

    /**
     * Finds out what is to be done. Reads alone, which may take its time: no transaction is open before something is
     * written, and those are short.
     */
    Indexes(Store store) {
        this.store = store;
        byte[] version = store.get(Keys.indexes());
        before = version == null ? "no version" : "version " + new String(version, StandardCharsets.UTF_8);
        current = before.equals("version " + VERSION);
        if (!current) {
            examine();
        }
    }

    private void examine() {
        LongStream.Builder marks = LongStream.builder();
        Kinds.ALL.forEach(kind -> examine(kind, marks));
        long[] derived = marks.build().sorted().toArray();
        for (String prefix : Keys.allPointers()) {
            store.scan(prefix, Keys.after(prefix), (key, nothing) -> {
                if (Arrays.binarySearch(derived, mark(key)) < 0) {
                    stray.add(key);
                }
                return true;
            });
        }
    }

    private <S extends Entity> void examine(Kind<S> kind, LongStream.Builder marks) {
        ObjectReader reader = EntityStore.reader(kind);
        String prefix = Keys.entities(kind);
        store.scan(prefix, Keys.after(prefix), (key, bytes) -> {
            TenantId tenant = new TenantId(Keys.parts(key)[1]);
            for (Pointer pointer : kind.pointers().apply(read(kind, reader, key, bytes))) {
                String pointerKey = Keys.pointer(tenant, pointer);
                marks.add(mark(pointerKey));
                if (store.get(pointerKey) == null) {
                    missing.add(pointerKey);
                }
            }
            objects++;
            return true;
        });
    }

    private static <S extends Entity> S read(Kind<S> kind, ObjectReader reader, String key, byte[] bytes) {
        try {
            return reader.readValue(bytes);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    ("The store holds %s of tenant %s, which this version of command-service cannot read, so that it"
                                    + " cannot decide with its indexes. Start the version that wrote it.")
                            .formatted(kind.name() + "/" + Keys.parts(key)[2], Keys.parts(key)[1]),
                    e);
        }
    }

    /** 64 bits that stand for a key: a set of millions of them has to be held. */
    private static long mark(String key) {
        long mark = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < key.length(); i++) {
            mark = (mark ^ key.charAt(i)) * 0x100000001b3L;
        }
        return mark;
    }

    /** What will be done, in words; empty where that is nothing. */
    Optional<String> plan() {
        return current || objects == 0
                ? Optional.empty()
                : Optional.of("had %s and get version %d: %d objects read, %d entries to add and %d to drop"
                        .formatted(before, VERSION, objects, missing.size(), stray.size()));
    }

    /** Writes what is to be written, the first time; has to come before anything else is done to the store. */
    void complete() {
        if (current) {
            return;
        }
        missing.forEach(key -> store.put(key, NOTHING));
        stray.forEach(store::delete);
        store.put(Keys.indexes(), Integer.toString(VERSION).getBytes(StandardCharsets.UTF_8));
        current = true;
        missing.clear();
        stray.clear();
    }
}
