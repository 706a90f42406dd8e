package org.buyledger.events.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Json;
import tools.jackson.databind.JsonNode;

/** The files that say what is published, and the one way to change them: by adding. */
final class Published {
    static final String COMMAND = "mvn -pl events test -Dcontracts=record";
    static final Path SCHEMAS = Path.of("src/main/resources/contracts");
    static final Path GOLDEN = Path.of("src/test/resources/golden");
    static final Path CATALOGUE = Path.of("../docs/message-catalogue.md");
    static final Path ASYNC_API = Path.of("../docs/asyncapi.json");

    private static final String REMEDY = """
            A published version never changes. Leave it as it was and add an optional component (@Nullable, a List or a Map), \
            or make a new version and an upcaster from the old one: docs/evolving-events.md.""";

    private Published() {}

    static JsonNode parse(String json) {
        return Json.COMMANDS.readTree(json);
    }

    /** A schema or page as it stands in a file. */
    static String text(JsonNode json) {
        return Json.COMMANDS.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    static Path schema(Contract contract) {
        return SCHEMAS.resolve(contract.schemaFile());
    }

    static Path golden(Contract contract) {
        String ending = contract.family() == Contract.Family.EVENTS ? ".record" : ".json";
        return GOLDEN.resolve(contract.family().folder()).resolve(contract.name() + ending);
    }

    /** What is wrong with a contract by what is published of it; empty when it is as it was, or has only grown. */
    static List<String> breaks(Contract contract) throws IOException {
        Path file = schema(contract);
        if (!Files.exists(file)) {
            return List.of();
        }
        Growth growth = Growth.between(parse(Files.readString(file)), Schemas.of(contract));
        return Stream.concat(
                        growth.breaks().stream(),
                        contract.isHistorical() ? growth.additions().stream() : Stream.empty())
                .map(change -> contract + " breaks: " + change + ". " + REMEDY)
                .toList();
    }

    /** Writes what is new, and nothing at all when something breaks. A golden record is never written again. */
    static void record() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Contract contract : Contract.all()) {
            broken.addAll(breaks(contract));
        }
        if (!broken.isEmpty()) {
            throw new AssertionError("Nothing was recorded.\n" + String.join("\n", broken));
        }
        for (Contract contract : Contract.all()) {
            write(schema(contract), text(Schemas.of(contract)));
            Path golden = golden(contract);
            if (!Files.exists(golden)) {
                Files.createDirectories(golden.getParent());
                recordGolden(contract, golden);
            }
        }
        write(CATALOGUE, CataloguePage.text());
        write(ASYNC_API, text(AsyncApi.document()));
    }

    private static void recordGolden(Contract contract, Path golden) throws IOException {
        Object message = Instances.full(contract.record());
        if (message instanceof Event event) {
            GoldenRecord.write(golden, event);
        } else if (contract.isHistorical()) {
            throw new AssertionError(
                    "Only the version that wrote %s can make %s: restore it.".formatted(contract, golden));
        } else {
            Files.write(golden, contract.family().mapper().writeValueAsBytes(message));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** All files below a folder, each with its path from there. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
