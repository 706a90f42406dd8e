package org.buyledger.migrations.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks by chance over graphs made by chance. {@code -Dwalk.seed=N} walks the same way again. */
class WalkTest {
    private static final int GRAPHS = 200;
    private static final int STEPS = 60;

    private final long seed = Long.getLong("walk.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void wherever_a_walk_leads_the_schema_has_all_that_it_stands_on() throws Refused {
        System.out.println("walk.seed=" + seed);
        int made = 0;
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = Graph.of(Tangle.tangled(random, 3 + random.nextInt(30)));
            Drawn schema = new Drawn(graph, List.of());
            for (int step = 0; step < STEPS; step++) {
                String target = target(graph);
                try {
                    schema = switch (random.nextInt(4)) {
                        case 0 -> downgraded(schema, target);
                        case 1 -> stamped(schema, target);
                        default -> upgraded(schema, target);
                    };
                    made++;
                } catch (Refused e) {
                    // Nothing changed; the walk goes on from here.
                }
            }
        }
        assertThat(made).isGreaterThan(GRAPHS * STEPS / 4);
    }

    @Test
    void up_and_down_again_to_the_old_heads_gives_what_was_there() throws Refused {
        System.out.println("walk.seed=" + seed);
        int made = 0;
        for (int i = 0; i < GRAPHS * 5; i++) {
            Graph graph = Graph.of(Tangle.tangled(random, 3 + random.nextInt(30)));
            Revision at = any(graph);
            Drawn old = new Drawn(graph, graph.withAncestors(List.of(at)));
            List<Revision> up = Plans.upgrade(graph, old.applied(), any(graph).id(), false);
            if (up.stream().allMatch(one -> Tangle.line(graph, one).contains(at))) {
                Drawn higher = old.with(up);
                assertThat(Plans.downgrade(graph, higher.applied(), at.id(), false))
                        .isEqualTo(up.reversed());
                assertThat(Plans.stamp(graph, higher.applied(), List.of(at.id())))
                        .isEqualTo(new Plans.Stamp(List.of(), up.reversed()));
                made++;
            }
            assertThat(Plans.stamp(graph, List.of(), Drawn.idList(graph.heads(old.applied())))
                            .added())
                    .isEqualTo(old.applied());
        }
        assertThat(made).isGreaterThan(GRAPHS / 2);
    }

    private Drawn upgraded(Drawn schema, String text) throws Refused {
        Graph graph = schema.graph();
        List<Revision> plan = Plans.upgrade(graph, schema.applied(), text, random.nextBoolean());
        Set<Revision> have = new HashSet<>(schema.applied());
        for (Revision one : plan) {
            assertThat(have.add(one)).as("new: %s", one).isTrue();
            assertThat(Tangle.isClosed(graph, have))
                    .as("after %s of %s", one, text)
                    .isTrue();
        }
        if (Target.parse(text).isFromHere()) {
            if (!plan.isEmpty()) {
                assertThat(Tangle.below(graph, plan.getLast())).as(text).containsAll(plan);
            }
        } else {
            Set<Revision> wanted = new HashSet<>(schema.applied());
            for (Revision goal : Target.parse(text).resolve(graph, schema.applied())) {
                wanted.addAll(Tangle.below(graph, goal));
            }
            assertThat(have).as(text).isEqualTo(wanted);
        }
        return schema.with(plan);
    }

    private Drawn downgraded(Drawn schema, String text) throws Refused {
        Graph graph = schema.graph();
        boolean latestApplied = random.nextBoolean();
        List<Revision> plan = Plans.downgrade(graph, schema.applied(), text, latestApplied);
        Set<Revision> have = new HashSet<>(schema.applied());
        for (Revision one : plan) {
            assertThat(have.remove(one)).as("applied: %s", one).isTrue();
            assertThat(Tangle.isClosed(graph, have))
                    .as("without %s of %s", one, text)
                    .isTrue();
        }
        Target target = Target.parse(text);
        if (target.isFromHere() && target.branch() == null) {
            assertThat(plan).as(text).hasSizeGreaterThanOrEqualTo(-target.steps());
            if (latestApplied) {
                assertThat(plan)
                        .isEqualTo(List.copyOf(schema.applied()).reversed().subList(0, -target.steps()));
            }
        }
        if (text.startsWith("r") && target.steps() == 0 && target.branch() == null) {
            Revision goal = graph.find(text);
            assertThat(plan).containsExactlyInAnyOrderElementsOf(Tangle.goneWithout(graph, schema.applied(), goal));
        }
        return schema.without(plan);
    }

    private Drawn stamped(Drawn schema, String text) throws Refused {
        Graph graph = schema.graph();
        Plans.Stamp stamp = Plans.stamp(graph, schema.applied(), List.of(text));
        Drawn stamped = schema.without(stamp.removed()).with(stamp.added());
        assertThat(Tangle.isClosed(graph, new HashSet<>(stamped.applied())))
                .as(text)
                .isTrue();
        assertThat(graph.heads(stamped.applied()))
                .as(text)
                .containsAll(Target.parse(text).resolve(graph, schema.applied()));
        return stamped;
    }

    private String target(Graph graph) {
        String id = any(graph).id();
        int steps = 1 + random.nextInt(3);
        return switch (random.nextInt(12)) {
            case 0 -> "heads";
            case 1 -> "base";
            case 2 -> "+" + steps;
            case 3 -> "-" + steps;
            case 4 -> id + "+" + steps;
            case 5 -> id + "-" + steps;
            case 6 -> id + "@head";
            case 7 -> id + "@base";
            case 8 -> id + "@+" + steps;
            case 9 -> id + "@-" + steps;
            default -> id;
        };
    }

    private Revision any(Graph graph) {
        List<Revision> all = graph.revisions();
        return all.get(random.nextInt(all.size()));
    }
}
