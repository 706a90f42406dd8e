package org.buyledger.query.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;

import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidActionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pending_approval  | false | pause cancel sync_creatives
            pending_creatives | false | pause cancel sync_creatives
            pending_start     | false | pause cancel sync_creatives
            pending_approval  | true  | resume cancel sync_creatives
            pending_creatives | true  | resume cancel sync_creatives
            pending_start     | true  | resume cancel sync_creatives
            active            | false | pause cancel update_budget update_dates update_packages add_packages sync_creatives
            paused            | true  | resume cancel update_budget update_dates update_packages add_packages sync_creatives
            completed         | false | ''
            rejected          | true  | ''
            canceled          | false | ''
            """)
    void what_a_buyer_may_ask_follows_from_the_status(MediaBuyStatus status, boolean paused, String actions) {
        assertThat(String.join(" ", ValidActions.of(status, paused))).isEqualTo(actions);
    }
}
