package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.junit.jupiter.api.Test;

class CreateMediaBuyTest {

    @Test
    void without_review_and_with_approved_creatives_it_waits_for_its_start() {
        Answered answered = acme().when("nova", "create_media_buy", createMediaBuyWithCreative());

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.response("/media_buy_status")).isEqualTo("pending_start");
        assertThat(answered.response("/total_budget")).isEqualTo("5000");
    }

    @Test
    void with_review_it_is_submitted_as_a_task() {
        Answered answered = acmeWithReview().when("nova", "create_media_buy", createMediaBuy());

        answered.then(Outcome.SUBMITTED);
        assertThat(answered.response("/status")).isEqualTo("submitted");
        assertThat(answered.events().getFirst())
                .isInstanceOfSatisfying(
                        MediaBuyEvent.Created.class,
                        created -> assertThat(created.status()).isEqualTo(MediaBuyStatus.PENDING_APPROVAL));
    }
}
