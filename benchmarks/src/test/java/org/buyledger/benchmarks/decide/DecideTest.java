package org.buyledger.benchmarks.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.buyledger.benchmarks.Failed;
import org.buyledger.events.Command;
import org.buyledger.events.client.EventCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideTest {
    private static final Path DOCS = Path.of("../docs");

    @Test
    void every_type_of_command_is_measured_and_comes_to_events() throws IOException, Failed {
        List<Measured> all = Story.of(DOCS);

        assertThat(all.stream()
                        .map(Measured::command)
                        .map(Command.TYPES::typeOf)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Command.TYPES.names());
        assertThat(all).allSatisfy(one -> {
            assertThat(one.events()).as(one.title()).isNotEmpty();
            assertThat(one.objects().changedBy(one.facts())).isNotNull();
        });
    }

    @Test
    void what_is_read_is_what_was_written() throws IOException, Failed {
        assertThat(Story.of(DOCS).stream().flatMap(one -> one.events().stream()))
                .allSatisfy(written ->
                        assertThat(EventCodec.decode(written.record()).event()).isEqualTo(written.event()));
    }

    @Test
    void a_missing_example_is_named(@TempDir Path docs) throws IOException {
        Files.createDirectory(docs.resolve("examples"));
        try (Stream<Path> files = Files.walk(DOCS)) {
            for (Path file : files.filter(f -> f.toString().matches(".*(examples/[^/]*|message-formats.md)$"))
                    .filter(f -> !f.endsWith("put_product.json"))
                    .toList()) {
                Files.copy(file, docs.resolve(DOCS.relativize(file)));
            }
        }

        assertThatThrownBy(() -> Story.of(docs))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("examples/put_product.json is missing");
    }

    @Test
    void each_command_has_its_own_turn() throws Failed {
        List<Cost> costs = new Rounds(
                        DOCS.toAbsolutePath(), List.of("deactivate_tenant", "create_media_buy, 10 packages"), 1, 2, 20)
                .measure("decide");

        assertThat(costs).hasSize(2);
        assertThat(costs.getFirst().bytes().max())
                .isPositive()
                .isLessThan(costs.getLast().bytes().min());
        assertThat(costs.getFirst().nanos().size()).isEqualTo(2);
    }
}
