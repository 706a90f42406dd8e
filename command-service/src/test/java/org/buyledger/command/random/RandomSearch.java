package org.buyledger.command.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks for a random sequence of actions that breaks a rule, and makes it small. {@code -Drandom.seconds=600} looks longer,
 * {@code -Drandom.seed=...} looks at one sequence again.
 */
public final class RandomSearch {
    private static final int ACTIONS = 150;

    private final Supplier<World> worlds;
    private final Consumer<World> end;

    /**
     * Looks at sequences in healthy worlds.
     *
     * @param end looks at a world in which all has happened, and throws {@link Broken}
     */
    public RandomSearch(Consumer<World> end) {
        this(World::healthy, end);
    }

    RandomSearch(Supplier<World> worlds, Consumer<World> end) {
        this.worlds = worlds;
        this.end = end;
    }

    /** Looks at one sequence after the other, and fails at the first that breaks a rule. */
    public void run(Duration usually) {
        Long given = Long.getLong("random.seed");
        if (given != null) {
            check(given);
            return;
        }
        Duration time = Duration.ofSeconds(Long.getLong("random.seconds", usually.toSeconds()));
        long began = System.nanoTime();
        long seed = new Random().nextLong();
        int sequences = 0;
        while (System.nanoTime() - began < time.toNanos()) {
            check(seed);
            seed++;
            sequences++;
        }
        assertThat(sequences).isPositive();
    }

    private void check(long seed) {
        failure(seed)
                .ifPresent(actions -> fail(
                        "%s%n-Drandom.seed=%d gives it again; these actions are enough:%n%s",
                        broken(actions).map(Broken::getMessage).orElse("it comes and goes"),
                        seed,
                        Action.lines(actions)));
    }

    /** The smallest part of a random sequence that breaks the rule that the whole breaks. */
    Optional<List<Action>> failure(long seed) {
        List<Action> actions = new ArrayList<>(Setup.actions());
        World world = worlds.get();
        Broken first;
        try {
            actions.forEach(world::happen);
            Sender sender = new Sender(new Random(seed), world);
            for (int i = 0; i < ACTIONS; i++) {
                Action action = sender.next();
                actions.add(action);
                world.happen(action);
            }
            end.accept(world);
            return Optional.empty();
        } catch (Broken broken) {
            first = broken;
        }
        String rule = first.rule();
        return Optional.of(Shrinking.shrink(
                actions, some -> broken(some).filter(b -> b.rule().equals(rule)).isPresent()));
    }

    /** The rule that a sequence breaks. */
    Optional<Broken> broken(List<Action> actions) {
        World world = worlds.get();
        try {
            actions.forEach(world::happen);
            end.accept(world);
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken);
        }
    }
}
