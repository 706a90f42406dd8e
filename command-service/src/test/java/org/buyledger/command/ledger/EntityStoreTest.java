package org.buyledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.buyledger.command.MapStore;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store is asked, since each question to it costs more than most decisions. */
class EntityStoreTest {
    private static final TenantId ACME = new TenantId("acme");

    /** A store that keeps what it was asked. */
    private static final class Asked implements Store {
        private final MapStore store = new MapStore();
        private final List<String> gets = new ArrayList<>();
        private final List<String> scans = new ArrayList<>();

        @Override
        public byte @Nullable [] get(String key) {
            gets.add(key);
            return store.get(key);
        }

        @Override
        public void put(String key, byte[] value) {
            store.put(key, value);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }

        @Override
        public void scan(String from, String to, BiPredicate<String, byte[]> visitor) {
            scans.add(from);
            store.scan(from, to, visitor);
        }
    }

    private final Asked store = new Asked();
    private final EntityStore entities = new EntityStore(store);

    @Test
    void an_object_that_is_not_there_is_looked_for_once() {
        Kind<Step> kind = Step.KIND;

        assertThat(entities.find(kind, ACME, "step_1")).isEmpty();
        assertThat(entities.of(ACME).find(kind, "step_1")).isEmpty();
        assertThat(store.gets).hasSize(1);

        assertThat(entities.find(kind, new TenantId("umbra"), "step_1")).isEmpty();
        assertThat(store.gets).as("another tenant's is another object").hasSize(2);
    }

    @Test
    void an_index_is_asked_once_in_a_decision_and_again_in_the_next() {
        Ledger ledger = entities.of(ACME);

        assertThat(ledger.ids(Kind.Index.BUYS_BY_CREATIVE, "nova/c1")).isEmpty();
        assertThat(ledger.ids(Kind.Index.BUYS_BY_CREATIVE, "nova/c1")).isEmpty();
        assertThat(ledger.ids(Kind.Index.BUYS_BY_CREATIVE, "nova/c1", 1)).isEmpty();
        assertThat(store.scans).as("the first only is another question").hasSize(2);

        store.put(Keys.pointer(ACME, new Kind.Pointer(Kind.Index.BUYS_BY_CREATIVE, "nova/c1", "mb_1")), new byte[0]);
        assertThat(entities.of(ACME).ids(Kind.Index.BUYS_BY_CREATIVE, "nova/c1"))
                .containsExactly("mb_1");
    }
}
