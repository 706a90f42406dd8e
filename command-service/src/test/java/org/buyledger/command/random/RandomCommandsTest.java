package org.buyledger.command.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.buyledger.command.MapStore;
import org.buyledger.command.ledger.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random commands, of all roles, in several tenants, some of them hostile. {@code -Drandom.seconds=600} looks
 * longer, {@code -Drandom.seed=...} looks at one sequence again.
 */
class RandomCommandsTest {
    private static final int COMMANDS = 150;
    private static final Duration BUDGET = Duration.ofSeconds(Long.getLong("random.seconds", 20));

    @Test
    void whatever_is_sent_the_rules_hold() {
        Long given = Long.getLong("random.seed");
        if (given != null) {
            report(given, failure(given, World::healthy));
            return;
        }
        long began = System.nanoTime();
        long seed = new Random().nextLong();
        int sequences = 0;
        while (System.nanoTime() - began < BUDGET.toNanos()) {
            report(seed, failure(seed, World::healthy));
            seed++;
            sequences++;
        }
        assertThat(sequences).isPositive();
    }

    @Test
    void a_failing_sequence_is_shrunk_to_what_it_takes() {
        Supplier<World> forgetful = () -> {
            MapStore entries = new MapStore();
            return new World(entries, new ForgetfulStore(entries));
        };

        List<Action> smallest = failure(1, forgetful).orElseThrow();

        // It takes who sets up, who sends, who decides, and who then meets what should be gone.
        assertThat(smallest).hasSizeBetween(2, 10);
        String rule = broken(smallest, forgetful).orElseThrow().rule();
        assertThat(broken(smallest, World::healthy)).isEmpty();
        for (int i = 0; i < smallest.size(); i++) {
            List<Action> less = new ArrayList<>(smallest);
            less.remove(i);
            assertThat(broken(less, forgetful).map(Broken::rule)).isNotEqualTo(Optional.of(rule));
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

    /** The smallest part of a random sequence that breaks the rule that the whole breaks. */
    private static Optional<List<Action>> failure(long seed, Supplier<World> worlds) {
        List<Action> actions = new ArrayList<>(Setup.actions());
        World world = worlds.get();
        Broken first;
        try {
            actions.forEach(world::happen);
            Sender sender = new Sender(new Random(seed), world);
            for (int i = 0; i < COMMANDS; i++) {
                Action action = sender.next();
                actions.add(action);
                world.happen(action);
            }
            world.end();
            return Optional.empty();
        } catch (Broken broken) {
            first = broken;
        }
        String rule = first.rule();
        return Optional.of(Shrinking.shrink(
                actions,
                some -> broken(some, worlds).filter(b -> b.rule().equals(rule)).isPresent()));
    }

    private static Optional<Broken> broken(List<Action> actions, Supplier<World> worlds) {
        try {
            World.run(worlds.get(), actions);
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken);
        }
    }

    private static void report(long seed, Optional<List<Action>> smallest) {
        smallest.ifPresent(actions -> fail(
                "%s%n-Drandom.seed=%d gives it again; these actions are enough:%n%s",
                broken(actions, World::healthy).map(Broken::getMessage).orElse("it comes and goes"),
                seed,
                Action.lines(actions)));
    }
}
