package org.buyledger.command.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.buyledger.command.MapStore;
import org.buyledger.command.ledger.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thousands of random commands, of all roles, in several tenants, some of them hostile. */
class RandomCommandsTest {
    private final RandomSearch search = new RandomSearch(World::end);

    @Test
    void whatever_is_sent_the_rules_hold() {
        search.run(Duration.ofSeconds(20));
    }

    @Test
    void a_failing_sequence_is_shrunk_to_what_it_takes() {
        RandomSearch forgetful = new RandomSearch(
                () -> {
                    MapStore entries = new MapStore();
                    return new World(entries, new ForgetfulStore(entries));
                },
                World::end);

        List<Action> smallest = forgetful.failure(4).orElseThrow();

        // It takes who sets up, who sends, who decides, and who then meets what should be gone: a fifth of what was
        // sent
        // at most, and below nothing of it can be left out.
        assertThat(smallest).hasSizeBetween(2, 30);
        String rule = forgetful.broken(smallest).orElseThrow().rule();
        assertThat(search.broken(smallest)).isEmpty();
        for (int i = 0; i < smallest.size(); i++) {
            List<Action> less = new ArrayList<>(smallest);
            less.remove(i);
            assertThat(forgetful.broken(less).map(Broken::rule)).isNotEqualTo(Optional.of(rule));
        }
        assertThat(Action.lines(smallest).lines()).hasSameSizeAs(smallest);
    }

    /** A store with a bug: what an index led to is found there for ever. */
    private record ForgetfulStore(MapStore entries) implements Store {
        @Override
        public byte @Nullable [] get(String key) {
            return entries.get(key);
        }

        @Override
        public void put(String key, byte[] value) {
            entries.put(key, value);
        }

        @Override
        public void delete(String key) {
            if (!key.startsWith("index")) {
                entries.delete(key);
            }
        }

        @Override
        public void scan(String from, String to, BiPredicate<String, byte[]> visitor) {
            entries.scan(from, to, visitor);
        }
    }
}
