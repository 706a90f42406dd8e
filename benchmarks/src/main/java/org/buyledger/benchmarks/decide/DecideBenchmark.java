package org.buyledger.benchmarks.decide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Output;
import org.buyledger.benchmarks.decide.DecideReport.Ratio;
import org.buyledger.benchmarks.decide.DecideReport.Row;
import org.buyledger.events.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run decide}: the parts of a command's way, one by one, for each type of command. */
@Command(
        name = "decide",
        description =
                "Time and memory for each type of command, by JMH: deciding, JSON to command, events to JSON and back, each beside its limit.")
public final class DecideBenchmark implements Callable<Integer> {
    private static final int LEAST_WARM_UP = 10;

    @Option(
            names = "--only",
            paramLabel = "COMMAND",
            split = ",",
            description = "Commands to measure, such as create_media_buy. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Times that each command has its turn. Default: 5.")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description =
                    "Seconds before anything counts, for each operation; a limit has a quarter. Default: 1 for each command, 10 at least.")
    private @Nullable Integer warmUp;

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "50",
            description = "How long each turn is. Default: 50.")
    private int millis;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    @Override
    public Integer call() throws IOException, Failed {
        Machine machine = Machine.look();
        Path docs = Path.of(System.getProperty("buyledger.home", "")).resolve("docs");
        List<Measured> commands = chosen(Story.of(docs));
        int seconds = warmUp == null ? Math.max(LEAST_WARM_UP, commands.size()) : warmUp;
        Rounds measuring =
                new Rounds(docs, commands.stream().map(Measured::title).toList(), seconds, rounds, millis);
        List<List<Ratio>> costs = new ArrayList<>();
        commands.forEach(command -> costs.add(new ArrayList<>()));
        for (Operation operation : Operation.values()) {
            System.err.println(operation.title() + " ...");
            List<Cost> whole = measuring.measure(operation.method());
            List<Cost> limits = measuring.forLimit().measure(operation.limit());
            for (int i = 0; i < commands.size(); i++) {
                costs.get(i).add(new Ratio(operation, whole.get(i), limits.get(i)));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Measured command : commands) {
            rows.add(Row.of(command, costs.get(rows.size())));
        }
        DecideReport report = new DecideReport(machine, rows);
        System.out.print(
                output == Output.json
                        ? Json.EVENTS.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n"
                        : report.text());
        return 0;
    }

    private List<Measured> chosen(List<Measured> all) throws Failed {
        List<String> types = all.stream().map(DecideBenchmark::type).distinct().toList();
        for (String type : only) {
            if (!types.contains(type)) {
                throw new Failed("%s is not a command; choose from %s.".formatted(type, String.join(", ", types)));
            }
        }
        return all.stream()
                .filter(one -> only.isEmpty() || only.contains(type(one)))
                .collect(Collectors.toList());
    }

    /** What stands before the comma of a title. */
    private static String type(Measured command) {
        return command.title().replaceFirst(",.*", "");
    }
}
