package org.buyledger.benchmarks.decide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.decide.Measured.Written;
import org.buyledger.benchmarks.decide.Questions.Question;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.intake.PayloadReader;
import org.buyledger.command.intake.PayloadReader.Payload;
import org.buyledger.command.ledger.Deciders;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Sha256;
import org.buyledger.events.client.EventCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is measured, each operation with its limit. The commands take turns, one for each of JMH's iterations, in one JVM: as
 * in the service, the compiled code has met all of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Operations {
    /** The folder of the examples. */
    static final String DOCS = "benchmarks.docs";
    /** The titles of the commands that take turns, parted by a bar. */
    static final String TITLES = "benchmarks.titles";

    private static final JsonMapper PLAIN = JsonMapper.shared();

    private final Deciders deciders = new Deciders();
    private final HashChain chain = new HashChain();
    private final List<Measured> all;
    private int turn;
    private Measured now;

    /** Prepares the commands that the JVM was told of. */
    public Operations() {
        all = told();
        now = all.getFirst();
    }

    private static List<Measured> told() {
        List<String> titles = List.of(System.getProperty(TITLES, "").split("\\|", -1));
        try {
            return Story.of(Path.of(System.getProperty(DOCS, "docs"))).stream()
                    .filter(one -> titles.contains(one.title()))
                    .toList();
        } catch (IOException | Failed e) {
            throw new IllegalStateException(e);
        }
    }

    /** Comes to the next command. */
    @Setup(Level.Iteration)
    public void next() {
        now = all.get(turn++ % all.size());
    }

    /** From a command and the objects before it to the objects after it. */
    @Benchmark
    public void decide(Blackhole hole) {
        Decision decision = deciders.decide(now.objects(), now.context(), now.command());
        hole.consume(decision);
        if (decision instanceof Decision.Accepted accepted) {
            hole.consume(now.objects().changedBy(accepted.events()));
        }
    }

    /** The same look into the ledger with nothing decided, and a copy of the answer. */
    @Benchmark
    public void decideLimit(Blackhole hole) {
        for (Question question : now.questions()) {
            hole.consume(question.ask(now.objects()));
        }
        hole.consume(now.response().deepCopy());
    }

    /** From a command's bytes to the command and the hash by which it is known again. */
    @Benchmark
    public void readCommand(Blackhole hole) {
        Payload payload = PayloadReader.payload(now.payload());
        hole.consume(payload);
        if (payload instanceof Payload.Intact(var tree, var hash)) {
            hole.consume(PayloadReader.read(tree, now.command().getClass()));
        }
    }

    /** The same bytes to a tree, and their hash. */
    @Benchmark
    public void readCommandLimit(Blackhole hole) {
        hole.consume(PLAIN.readTree(now.payload()));
        hole.consume(Sha256.of(now.payload()));
    }

    /** From a command's events to their payloads, hashes and headers. */
    @Benchmark
    public void writeEvents(Blackhole hole) {
        for (Written written : now.events()) {
            byte[] payload = EventCodec.payload(written.event());
            EventEnvelope signed = written.unsigned().signed(chain.hash(written.unsigned(), payload));
            hole.consume(payload);
            hole.consume(EventCodec.headers(signed));
        }
    }

    /** The same payloads from trees, and their hashes. */
    @Benchmark
    public void writeEventsLimit(Blackhole hole) {
        for (Written written : now.events()) {
            byte[] payload = PLAIN.writeValueAsBytes(written.tree());
            hole.consume(payload);
            hole.consume(Sha256.of(payload));
        }
    }

    /** From records of the events topic to the command's events. */
    @Benchmark
    public void readEvents(Blackhole hole) {
        for (Written written : now.events()) {
            hole.consume(EventCodec.decode(written.record()));
        }
    }

    /** The same payloads to trees. */
    @Benchmark
    public void readEventsLimit(Blackhole hole) {
        for (Written written : now.events()) {
            hole.consume(PLAIN.readTree(written.record().value()));
        }
    }
}
