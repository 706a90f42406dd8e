package org.buyledger.query.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.junit.jupiter.api.Test;

class MediaBuyStatusTest {
    @Test
    void the_table_has_the_statuses_of_the_events_and_no_others() {
        assertThat(Stream.of(MediaBuyStatus.values()).map(MediaBuyStatus::getLiteral))
                .containsExactlyInAnyOrderElementsOf(Stream.of(org.buyledger.events.mediabuy.MediaBuyStatus.values())
                        .map(org.buyledger.events.mediabuy.MediaBuyStatus::wire)
                        .toList());
    }
}
