package org.buyledger.command.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.buyledger.command.lifecycle.DocumentedLifecycles.Cell;
import org.buyledger.events.Command;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.workflow.StepStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every state does what docs/lifecycles.md says. */
class LifecyclesTest {

    static List<Cell> cells() throws IOException {
        return DocumentedLifecycles.cells();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void every_command_in_every_state_does_what_the_page_says(Cell cell) {
        Case object = States.in(cell.kind(), cell.state());
        assertThat(object.state()).as("the state to begin with").isEqualTo(cell.state());

        Optional<String> refusal =
                Commands.send(cell.what(), object).map(failure -> failure.code().name());

        assertThat(refusal.orElseGet(object::state)).isEqualTo(cell.expected());
        if (refusal.isPresent()) {
            assertThat(object.state()).as("a refusal changes nothing").isEqualTo(cell.state());
        }
    }

    @Test
    void every_status_of_a_buy_is_on_the_page_and_no_status_of_a_step_is_made_up() throws IOException {
        assertThat(states("media_buy")).isEqualTo(names(MediaBuyStatus.values(), MediaBuyStatus::wire));
        assertThat(names(StepStatus.values(), StepStatus::wire)).containsAll(states("workflow_step"));
    }

    @Test
    void every_command_is_on_the_page_but_those_that_only_add_something_new() throws IOException {
        Set<String> there =
                cells().stream().map(cell -> cell.what().split("[: ]", 2)[0]).collect(Collectors.toSet());

        assertThat(Command.TYPES.names())
                .map(type -> type.replaceAll("^org\\.buyledger\\.|\\.v\\d+$", ""))
                .filteredOn(command -> !there.contains(command))
                .containsExactlyInAnyOrder("create_media_buy", "open_context", "provide_performance_feedback");
    }

    private static Set<String> states(String kind) throws IOException {
        return cells().stream()
                .filter(cell -> cell.kind().equals(kind))
                .map(Cell::state)
                .collect(Collectors.toSet());
    }

    private static <E> Set<String> names(E[] values, Function<E, String> name) {
        return Arrays.stream(values).map(name).collect(Collectors.toSet());
    }
}
