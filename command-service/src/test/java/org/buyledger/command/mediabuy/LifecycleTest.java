package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.command.DocumentedTransitions;
import org.buyledger.command.DocumentedTransitions.Transition;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {

    @Test
    void exactly_the_documented_transitions_are_legal() throws IOException {
        Set<Transition> legal = Stream.of(MediaBuyStatus.values())
                .flatMap(from -> Stream.of(MediaBuyStatus.values())
                        .filter(to -> Lifecycle.allows(from, to))
                        .map(to -> new Transition(from.wire(), to.wire())))
                .collect(Collectors.toSet());

        assertThat(legal).isEqualTo(DocumentedTransitions.of("media_buy"));
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, PENDING_CREATIVES",
        "false, true,  true,  PENDING_CREATIVES",
        "true,  false, false, PENDING_START",
        "true,  false, true,  PENDING_START",
        "true,  true,  true,  PAUSED",
        "true,  true,  false, ACTIVE"
    })
    void creatives_come_before_the_start_and_the_start_before_the_hold(
            boolean hasCreatives, boolean started, boolean held, MediaBuyStatus status) {
        assertThat(Lifecycle.of(hasCreatives, started, held)).isEqualTo(status);
    }
}
