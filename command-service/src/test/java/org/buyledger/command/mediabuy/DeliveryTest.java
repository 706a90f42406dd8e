package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.mediabuy.CampaignNoteEvent;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private final Scenario scenario = acme();
    private final String id = scenario.when("nova", "create_media_buy", createMediaBuyWithCreative())
            .response("/media_buy_id");

    private Answered prioritize(String token, String rest) {
        return scenario.when(token, "prioritize_media_buy", "{'media_buy_id': '%s', %s}".formatted(id, rest));
    }

    private Answered note(String token, String body) {
        return scenario.when(token, "note_media_buy", "{'media_buy_id': '%s', 'body': '%s'}".formatted(id, body));
    }

    private void cancel() {
        scenario.when("manager", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'x'}".formatted(id))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void the_publisher_says_how_early_a_buy_is_delivered() {
        Answered answered = prioritize("manager", "'priority': 40, 'revision': 1");

        assertThat(answered.response("/priority")).isEqualTo("40");
        assertThat(answered.response("/revision")).isEqualTo("2");
        assertThat(answered.events()).singleElement().isInstanceOfSatisfying(MediaBuyEvent.Prioritized.class, event -> {
            assertThat(event.priority()).isEqualTo(40);
            assertThat(event.principalId().value()).isEqualTo("nova");
            assertThat(event.status()).isEqualTo(MediaBuyStatus.PENDING_START);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "-100", "0"})
    void a_priority_is_from_minus_100_to_100(String priority) {
        prioritize("manager", "'priority': " + priority).then(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101", "-101", "2147483647", "-2147483648"})
    void another_priority_is_refused(String priority) {
        prioritize("manager", "'priority': " + priority).refused(ErrorCode.VALIDATION_ERROR, "/priority");
    }

    @Test
    void a_priority_is_decided_on_the_buy_as_it_is_and_while_it_can_be_delivered() {
        prioritize("manager", "'priority': 1, 'revision': 7").refused(ErrorCode.CONFLICT, "/revision");
        prioritize("nova", "'priority': 1").refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("manager", "prioritize_media_buy", "{'media_buy_id': 'mb_none', 'priority': 1}")
                .refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
        cancel();
        prioritize("manager", "'priority': 1").refused(ErrorCode.INVALID_STATE, "/media_buy_id");
    }

    @Test
    void people_write_notes_on_a_buy_also_when_it_is_over_and_its_revision_stays() {
        cancel();
        Answered answered = note("manager", "Was paid.");

        assertThat(answered.response("/revision")).isEqualTo("1");
        assertThat(answered.events()).singleElement().isInstanceOfSatisfying(CampaignNoteEvent.Added.class, event -> {
            assertThat(event.noteId().value()).matches("note_[0-9a-f]{16}");
            assertThat(event.mediaBuyId().value()).isEqualTo(id);
            assertThat(event.body()).isEqualTo("Was paid.");
        });
        note("admin", "x".repeat(2000)).then(Outcome.ACCEPTED);
    }

    @Test
    void a_note_has_something_to_say_and_is_about_a_buy() {
        note("manager", " ").refused(ErrorCode.VALIDATION_ERROR, "/body");
        note("manager", "x".repeat(2001)).refused(ErrorCode.VALIDATION_ERROR, "/body");
        note("nova", "x").refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("manager", "note_media_buy", "{'media_buy_id': 'mb_none', 'body': 'x'}")
                .refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
    }
}
