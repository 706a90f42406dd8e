package org.buyledger.command.ledger;

import java.util.List;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.events.tenancy.TenantId;

/**
 * The keys of the store. Parts are separated by U+0000, which no id holds, so that no two keys are the same and the keys
 * under a prefix lie together. They are a storage format: change a form only together with the store's name.
 */
final class Keys {
    private static final char SEPARATOR = 0;
    /** Sorts after everything under a prefix that ends with the separator. */
    private static final char AFTER_SEPARATOR = 1;

    private static final int TIME_DIGITS = 15;

    private Keys() {}

    static String head(TenantId tenant) {
        return "head" + SEPARATOR + tenant;
    }

    static String entity(Kind<?> kind, TenantId tenant, String id) {
        return entities(kind) + tenant + SEPARATOR + id;
    }

    /** What the objects of a kind begin with. */
    static String entities(Kind<?> kind) {
        return kind.name() + SEPARATOR;
    }

    /** Where the version of the pointers stands. */
    static String indexes() {
        return "indexes";
    }

    /** What all pointers begin with. */
    static List<String> allPointers() {
        return List.of("index" + SEPARATOR, "due" + SEPARATOR);
    }

    static String command(TenantId tenant, String commandId) {
        return "command" + SEPARATOR + tenant + SEPARATOR + commandId;
    }

    static String idempotency(TenantId tenant, String principal, String account, String key) {
        return "idempotency" + SEPARATOR + tenant + SEPARATOR + principal + SEPARATOR + account + SEPARATOR + key;
    }

    /** The entries that expire: those of {@link #command} and {@link #idempotency}. */
    static String[] expiring() {
        return new String[] {"command" + SEPARATOR, "idempotency" + SEPARATOR};
    }

    static String pointer(TenantId tenant, Pointer pointer) {
        return pointer.index() == Index.DUE
                // of all tenants together, in the order of time
                ? due(Long.parseLong(pointer.key())) + SEPARATOR + tenant + SEPARATOR + pointer.id()
                : pointers(tenant, pointer.index(), pointer.key()) + pointer.id();
    }

    /** What the pointers of an index under a key begin with. */
    static String pointers(TenantId tenant, Index index, String key) {
        return "index" + SEPARATOR + index + SEPARATOR + tenant + SEPARATOR + key + SEPARATOR;
    }

    /** What the pointers to what is due at a time begin with. */
    static String due(long millis) {
        String digits = Long.toString(Math.max(0, millis));
        return "due" + SEPARATOR + "0".repeat(TIME_DIGITS - digits.length()) + digits;
    }

    static String[] parts(String key) {
        return key.split(String.valueOf(SEPARATOR), -1);
    }

    /** The first key after all that begin with a prefix, which ends with the separator. */
    static String after(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + AFTER_SEPARATOR;
    }
}
