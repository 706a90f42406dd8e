package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.buyledger.events.client.TopicAdmin;
import org.buyledger.events.client.TopicAdmin.Drift;
import org.junit.jupiter.api.Test;

class TopicDriftTest {
    private static final Drift SETTING = new Drift("a", "retention.ms", "1", "2");
    private static final Drift PARTITIONS = new Drift("a", "partitions", "3", "4");

    @Test
    void mending_is_advised_only_where_it_helps() {
        assertThat(TopicAdmin.remedy(List.of(SETTING))).isEqualTo("Mend settings with: buyledger topics --mend");
        assertThat(TopicAdmin.remedy(List.of(PARTITIONS)))
                .contains("partitions cannot be mended")
                .doesNotContain("topics --mend");
        assertThat(TopicAdmin.remedy(List.of(PARTITIONS, SETTING)))
                .contains("topics --mend", "partitions cannot be mended");
    }

    @Test
    void a_drift_is_told_in_four_words() {
        assertThat(Json.EVENTS.writeValueAsString(SETTING))
                .isEqualTo("{\"topic\":\"a\",\"setting\":\"retention.ms\",\"actual\":\"1\",\"expected\":\"2\"}");
    }
}
