package org.buyledger.events.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MediaBuyStatusTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PENDING_APPROVAL  | false | pause cancel sync_creatives
            PENDING_CREATIVES | false | pause cancel sync_creatives
            PENDING_START     | false | pause cancel sync_creatives
            PENDING_APPROVAL  | true  | resume cancel sync_creatives
            PENDING_CREATIVES | true  | resume cancel sync_creatives
            PENDING_START     | true  | resume cancel sync_creatives
            ACTIVE            | false | pause cancel update_budget update_dates update_packages add_packages sync_creatives
            PAUSED            | true  | resume cancel update_budget update_dates update_packages add_packages sync_creatives
            COMPLETED         | false | ''
            REJECTED          | true  | ''
            CANCELED          | false | ''
            """)
    void what_a_buyer_may_do_follows_from_the_status_and_the_hold(MediaBuyStatus status, boolean held, String actions) {
        assertThat(String.join(" ", status.validActions(held))).isEqualTo(actions);
    }

    @ParameterizedTest
    @EnumSource
    void only_a_final_buy_allows_nothing(MediaBuyStatus status) {
        assertThat(status.validActions(false).isEmpty()).isEqualTo(status.isFinal());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read_again(MediaBuyStatus status) {
        assertThat(MediaBuyStatus.ofWire(status.wire())).isEqualTo(status);
    }
}
