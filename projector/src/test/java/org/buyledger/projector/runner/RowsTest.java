package org.buyledger.projector.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.client.EventCodec;
import org.buyledger.projector.Projections;
import org.buyledger.projector.Streams;
import org.buyledger.projector.TestLog;
import org.jooq.TableRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowsTest {
    static Stream<Projection<?>> projections() {
        return Projections.all().stream();
    }

    @ParameterizedTest
    @MethodSource("projections")
    void no_row_makes_a_configuration_for_each_value_that_is_set_in_it(Projection<?> projection) {
        List<Recorded<Event>> events = Streams.everything(new TestLog(), "acme").records().stream()
                .map(EventCodec::decode)
                .toList();

        assertThat(fold(projection, events)).allMatch(row -> row.configuration() != null);
    }

    private static <R extends TableRecord<R>> List<R> fold(Projection<R> projection, List<Recorded<Event>> events) {
        Map<RowKey, List<R>> groups = new HashMap<>();
        for (Recorded<Event> event : events) {
            projection
                    .key(event)
                    .ifPresent(key -> groups.put(key, projection.project(groups.getOrDefault(key, List.of()), event)));
        }
        return groups.values().stream().flatMap(List::stream).toList();
    }
}
