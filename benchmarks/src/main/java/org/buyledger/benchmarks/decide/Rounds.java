package org.buyledger.benchmarks.decide;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Sample;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Has JMH measure the operations, each in a JVM of its own. In a round every command has one iteration.
 *
 * @param docs the folder of the examples
 * @param titles the commands
 * @param warmUp seconds before anything counts, in whole rounds
 * @param rounds rounds that count
 * @param millis how long an iteration takes
 */
record Rounds(Path docs, List<String> titles, int warmUp, int rounds, int millis) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** The same with less warming up: a limit is little code, and the same for all. */
    Rounds forLimit() {
        return new Rounds(docs, titles, Math.ceilDiv(warmUp, 4), rounds, millis);
    }

    /** What a method of {@link Operations} costs, command by command. */
    List<Cost> measure(String method) throws Failed {
        var options = new OptionsBuilder()
                .include("^" + Pattern.quote(Operations.class.getName() + "." + method) + "$")
                .forks(1)
                .warmupIterations(warmUpRounds() * titles.size())
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(rounds * titles.size())
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class)
                .jvmArgs(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow", // JMH's
                        "-D" + Operations.DOCS + "=" + docs,
                        "-D" + Operations.TITLES + "=" + String.join("|", titles))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            return costs(new Runner(options).run());
        } catch (RunnerException e) {
            throw new Failed("JMH could not measure %s: %s".formatted(method, e.getMessage()));
        }
    }

    private int warmUpRounds() {
        return Math.ceilDiv(warmUp * 1000, millis * titles.size());
    }

    private List<Cost> costs(Collection<RunResult> results) {
        List<IterationResult> iterations = results.stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(result -> result.getIterationResults().stream())
                .toList();
        return IntStream.range(0, titles.size())
                .mapToObj(n -> new Cost(
                        sample(iterations, n, one -> one.getPrimaryResult().getScore()),
                        sample(iterations, n, Rounds::allocated)))
                .toList();
    }

    private static double allocated(IterationResult one) {
        return java.util.Objects.requireNonNull(one.getSecondaryResults().get(ALLOCATED), ALLOCATED)
                .getScore();
    }

    /** The values of the command whose turn is the n-th of each round. */
    private Sample sample(List<IterationResult> iterations, int n, ToDoubleFunction<IterationResult> value) {
        return new Sample(IntStream.range(0, rounds)
                .mapToObj(round -> iterations.get(round * titles.size() + n))
                .mapToDouble(value)
                .toArray());
    }
}
