package org.buyledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.command.MapStore;
import org.buyledger.command.decision.Kind;
import org.buyledger.events.Command;
import org.buyledger.events.Json;
import org.buyledger.events.tenancy.TenantId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

/** What stores hold that older versions wrote: it stays readable, and its pointers have a version. */
class StoredObjectsTest {
    private static final Path OBJECTS = Path.of("src/test/resources/stored-objects.txt");
    /** The version, and the pointers that it derives from {@link #OBJECTS}. */
    private static final Path POINTERS = Path.of("src/test/resources/stored-pointers.txt");

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private record Stored(Kind<?> kind, TenantId tenant, String id, String json) {}

    private static List<Stored> objects() throws IOException {
        List<Stored> objects = new ArrayList<>();
        for (String line : Files.readAllLines(OBJECTS)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" ", 4);
                Kind<?> kind = Kinds.ALL.stream()
                        .filter(k -> k.name().equals(parts[0]))
                        .findFirst()
                        .orElseThrow();
                objects.add(new Stored(kind, new TenantId(parts[1]), parts[2], parts[3]));
            }
        }
        return objects;
    }

    private static List<String> pointers() throws IOException {
        MapStore store = new MapStore();
        for (Stored object : objects()) {
            store.put(
                    Keys.entity(object.kind(), object.tenant(), object.id()),
                    object.json().getBytes(StandardCharsets.UTF_8));
        }
        new Indexes(store).complete();
        return store.entries().keySet().stream()
                .filter(Replay::isPointer)
                .map(key -> key.replace('\0', ' '))
                .toList();
    }

    @Test
    void whoever_changes_what_indexes_lead_to_raises_their_version() throws IOException {
        List<String> pointers = pointers();
        List<String> recorded = Files.readAllLines(POINTERS);
        String version = "version " + Indexes.VERSION;
        if (recorded.equals(recording(version, pointers))) {
            return;
        }
        if (recorded.getFirst().equals(version)) {
            assertThat(pointers)
                    .as(
                            "Stores of version %1$d have other pointers; make Indexes.VERSION %2$d",
                            Indexes.VERSION, Indexes.VERSION + 1)
                    .isEqualTo(recorded.subList(1, recorded.size()));
        }
        if (!"record".equals(System.getProperty("pointers"))) {
            fail("Indexes.VERSION is new; record its pointers with mvn -pl command-service -am test -Dpointers=record");
        }
        Files.write(POINTERS, recording(version, pointers));
    }

    private static List<String> recording(String version, List<String> pointers) {
        List<String> lines = new ArrayList<>(List.of(version));
        lines.addAll(pointers);
        return lines;
    }

    @Test
    void every_index_is_among_the_recorded_pointers() throws IOException {
        Set<String> indexes = pointers().stream()
                .map(key -> key.startsWith("due ") ? "DUE" : key.split(" ", 3)[1])
                .collect(Collectors.toSet());

        assertThat(indexes)
                .as("an index to which no object of %s leads has no version", OBJECTS)
                .containsExactlyInAnyOrder(
                        Arrays.stream(Kind.Index.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void what_a_store_was_ever_given_is_still_read() throws IOException {
        for (Stored object : objects()) {
            Object read = EntityStore.reader(object.kind()).readValue(object.json());

            assertThat(Json.EVENTS.readTree(Json.EVENTS.writeValueAsString(read)))
                    .as("%s/%s, which an older version stored", object.kind().name(), object.id())
                    .isEqualTo(Json.EVENTS.readTree(object.json()));
        }
    }

    @Test
    void everything_that_an_object_may_have_is_among_the_stored_ones() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Kind<?> kind : Kinds.ALL) {
            List<JsonNode> samples = objects().stream()
                    .filter(object -> object.kind().equals(kind))
                    .map(object -> Json.EVENTS.readTree(object.json()))
                    .toList();
            missing(kind.name(), kind.type(), samples, missing);
            if (kind.type() != kind.value()) {
                missing(kind.name(), kind.value(), at(samples, "value"), missing);
            }
        }

        assertThat(missing)
                .as("add objects with these to %s: stores will have such, and indexes may lead to them", OBJECTS)
                .isEmpty();
    }

    private static void missing(String place, Class<?> record, List<JsonNode> samples, Set<String> missing) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
                continue; // what we do not know, under names of its own
            }
            String name = SNAKE_CASE.nameForField(null, null, component.getName());
            List<JsonNode> values = at(samples, name);
            if (values.isEmpty()) {
                missing.add(place + "." + name);
            }
            Class<?> type = type(component.getGenericType());
            // Of records some are a single text, and a request that waits is no index's.
            if (type.isRecord()
                    && !Command.class.isAssignableFrom(type)
                    && values.stream().anyMatch(JsonNode::isObject)) {
                missing(place + "." + name, type, values, missing);
            }
        }
    }

    /** Of a list: what is in it. */
    private static Class<?> type(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType list
            when list.getRawType() == List.class -> (Class<?>) list.getActualTypeArguments()[0];
            default -> Object.class;
        };
    }

    private static List<JsonNode> at(List<JsonNode> samples, String name) {
        return samples.stream()
                .map(sample -> sample.path(name))
                .filter(node -> !node.isMissingNode())
                .flatMap(node -> node.isArray() ? node.valueStream() : Stream.of(node))
                .toList();
    }
}
