package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.buyledger.migrations.AlembicDifference.Case;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Ranges;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives the same random commands to Alembic and to us, on the same random graph, and compares what became of them. Where the
 * two may differ, {@link AlembicDifference} says why. The seeds are fixed, so that a fault of Alembic that nobody has met yet does
 * not stop a build; {@code -Dalembic.seeds=100} looks for such with so many new ones, {@code -Dalembic.seed=N} repeats one.
 */
@ParameterizedClass(name = "-Dalembic.seed={0}")
@MethodSource("seeds")
class AlembicComparisonTest {
    private static final int REVISIONS = 30;
    private static final int STEPS = 80;

    private final long seed;
    private final Random random;
    private final Path folder;
    private final List<String> story = new ArrayList<>();
    private final Map<AlembicDifference, Integer> differences = new EnumMap<>(AlembicDifference.class);

    private final Schema schema = new Schema();
    private final Schema other = new Schema();
    private final RandomRevisions revisions;

    AlembicComparisonTest(long seed, @TempDir Path folder) throws IOException {
        this.seed = seed;
        this.random = new Random(seed);
        this.folder = folder;
        revisions = new RandomRevisions(random, folder.resolve("ours"), folder.resolve("alembic")).grow(REVISIONS);
    }

    static LongStream seeds() {
        Long one = Long.getLong("alembic.seed");
        if (one != null) {
            return LongStream.of(one);
        }
        Integer count = Integer.getInteger("alembic.seeds");
        return count != null ? new Random().longs(count, 0, 1_000_000) : LongStream.of(1, 2, 3);
    }

    @AfterEach
    void close() {
        schema.close();
        other.close();
    }

    @Test
    void what_alembic_does_we_do_and_what_it_refuses_we_refuse() throws Exception {
        Optional<String> python = Alembic.python();
        assumeTrue(python.isPresent(), "the program alembic and psycopg2 are not installed, so nothing is compared");
        System.out.println("compared with Alembic: -Dalembic.seed=" + seed + " repeats it");
        for (Schema one : List.of(schema, other)) {
            one.execute("CREATE SCHEMA " + one.database.schema());
            one.execute("CREATE TABLE ran (step text)");
        }
        schema.migrator(revisions.lineage().graph()).ensureVersion();
        try (Alembic alembic =
                new Alembic(python.orElseThrow(), folder.resolve("alembic"), url(), other.database.schema())) {
            assertThat(alembic.run("ensure_version", List.of()).done()).isTrue();
            AlembicSteps steps = new AlembicSteps(random, revisions);
            for (int i = 0; i < STEPS; i++) {
                AlembicSteps.Step step = steps.next(i);
                story.add(step.toString());
                if (step.verb().equals("merge")) {
                    merge(step.arguments(), alembic);
                } else {
                    change(step, alembic);
                }
                if (i % 8 == 0) {
                    compareHistory(alembic);
                }
            }
        }
        System.out.println("where we mean to differ from Alembic, and how often that came up: " + differences);
    }

    private void merge(List<String> parents, Alembic alembic) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(revisions.newId()));
        arguments.addAll(parents);
        assertThat(alembic.run("merge", arguments).done()).as(told()).isTrue();
        revisions.merged(arguments.getFirst(), Set.copyOf(parents));
    }

    private void change(AlembicSteps.Step step, Alembic alembic) throws Exception {
        Migrator migrator = schema.migrator(revisions.lineage().graph());
        Graph graph = migrator.graph();
        Set<Revision> before = migrator.standing().applied();
        String refused = step.run(migrator);
        Alembic.Answer answer = alembic.run(step.verb(), step.arguments());
        Set<Revision> applied = migrator.standing().applied();
        Set<String> current = names(graph.heads(applied));
        tell(refused, current, answer);
        Set<String> weRan = ran(schema);
        Set<String> theyRan = ran(other);
        boolean same = refused.isEmpty() == answer.done()
                && names(applied).equals(applied(graph, answer.rows()))
                && current.equals(Set.copyOf(answer.current()))
                && weRan.equals(theyRan)
                && schema.tables().equals(tables(other));
        if (!same) {
            explain(new Case(step, graph, before, refused, answer));
            follow(applied, graph);
        }
    }

    private void compareHistory(Alembic alembic) throws Exception {
        Graph graph = revisions.lineage().graph();
        Set<Revision> applied = schema.migrator(graph).standing().applied();
        same("heads", graph.heads(), alembic);
        same("branches", graph.revisions().stream().filter(graph::isBranchPoint).toList(), alembic);
        String one = revisions.id();
        String other = revisions.id();
        for (String range :
                List.of(":", one + ":", ":" + one, other + ":" + one, ":current", "current:", one + ":heads")) {
            AlembicSteps.Step step = new AlembicSteps.Step("history", List.of(range));
            story.add(step.toString());
            Alembic.Answer answer = alembic.run(step.verb(), step.arguments());
            Set<String> ours = Set.of();
            String refused = "";
            try {
                ours = names(Ranges.select(graph, applied, range));
            } catch (Refused e) {
                refused = String.valueOf(e.getMessage());
            }
            tell(refused, ours, answer);
            if (refused.isEmpty() != answer.done() || !ours.equals(shown(answer))) {
                explain(new Case(step, graph, applied, refused, answer));
            }
        }
    }

    private void same(String verb, List<Revision> ours, Alembic alembic) throws IOException {
        assertThat(shown(alembic.run(verb, List.of()))).as(verb + "\n" + told()).isEqualTo(names(ours));
    }

    private static Set<String> shown(Alembic.Answer answer) {
        return answer.done() ? Set.copyOf(answer.rows()) : Set.of();
    }

    private void tell(String refused, Set<String> ours, Alembic.Answer answer) {
        story.add("    we: %s %s%n    Alembic: %s %s".formatted(refused, ours, answer.reason(), answer.values()));
    }

    private void explain(Case it) {
        AlembicDifference difference = AlembicDifference.explain(it).orElseThrow(() -> new AssertionError(told()));
        story.add("    which is meant: " + difference);
        differences.merge(difference, 1, Integer::sum);
    }

    /** Puts Alembic where we are. */
    private void follow(Set<Revision> applied, Graph graph) {
        other.execute("DELETE FROM alembic_version");
        graph.tips(applied)
                .forEach(one -> other.execute("INSERT INTO alembic_version VALUES ('%s')".formatted(one.id())));
        Set<String> ours = schema.tables();
        Set<String> theirs = tables(other);
        for (String table : ours) {
            if (!theirs.contains(table)) {
                other.execute("CREATE TABLE " + table + " (id int)");
            }
        }
        for (String table : theirs) {
            if (!ours.contains(table)) {
                other.execute("DROP TABLE " + table);
            }
        }
    }

    private String told() {
        List<String> graph = revisions.lineage().graph().revisions().stream()
                .map(one -> "%s %s revises %s, depends on %s"
                        .formatted(one.id(), one.labels(), one.revises(), one.dependsOn()))
                .toList();
        return "-Dalembic.seed=%d%n%s%n%s".formatted(seed, String.join("\n", graph), String.join("\n", story));
    }

    private static Set<String> applied(Graph graph, List<String> rows) throws Refused {
        List<Revision> found = new ArrayList<>();
        for (String row : rows) {
            found.add(graph.find(row));
        }
        return names(graph.withAncestors(found));
    }

    private static Set<String> names(Iterable<Revision> revisions) {
        Set<String> names = new TreeSet<>();
        revisions.forEach(one -> names.add(one.id()));
        return names;
    }

    private static Set<String> ran(Schema schema) {
        return schema.database.transaction(
                db -> new TreeSet<>(db.fetch("DELETE FROM ran RETURNING step").getValues(0, String.class)));
    }

    private static Set<String> tables(Schema other) {
        Set<String> tables = other.tables();
        tables.remove("alembic_version");
        return tables;
    }

    private static String url() throws IOException {
        URI server = URI.create(Postgres.url().substring("jdbc:".length()));
        return "postgresql+psycopg2://postgres@%s:%d/postgres".formatted(server.getHost(), server.getPort());
    }
}
