package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.mediabuy.FeedbackEvent;
import org.buyledger.events.mediabuy.FeedbackSource;
import org.buyledger.events.mediabuy.MetricType;
import org.junit.jupiter.api.Test;

class FeedbackTest {
    private final Scenario scenario = acme();
    private final Answered buy = scenario.when("nova", "create_media_buy", createMediaBuyWithCreative());
    private final String id = buy.response("/media_buy_id");
    private final String part = buy.response("/packages/0/package_id");

    private String payload() {
        return """
                {'idempotency_key': 'FEEDBACK-00000001', 'media_buy_id': '%s', 'performance_index': 1.2,
                 'measurement_period': {'start': '2026-11-24T00:00:00Z', 'end': '2026-12-01T00:00:00+01:00'}}""".formatted(id);
    }

    private Answered provide(String payload) {
        return scenario.when("nova", "provide_performance_feedback", payload);
    }

    @Test
    void feedback_is_kept_with_the_protocol_s_defaults() {
        Answered answered = provide(payload().replace("'media_buy_id'", "'context': {'n': 1}, 'media_buy_id'"));

        assertThat(answered.response("/success")).isEqualTo("true");
        assertThat(answered.response("/context/n")).isEqualTo("1");
        assertThat(answered.events()).singleElement().isInstanceOfSatisfying(FeedbackEvent.Provided.class, provided -> {
            assertThat(provided.feedbackId().value()).matches("fb_[0-9a-f]{16}");
            assertThat(provided.principalId().value()).isEqualTo("nova");
            assertThat(provided.periodEnd()).isEqualTo("2026-11-30T23:00:00Z");
            assertThat(provided.performanceIndex()).isEqualByComparingTo("1.2");
            assertThat(provided.metricType()).isEqualTo(MetricType.OVERALL_PERFORMANCE);
            assertThat(provided.feedbackSource()).isEqualTo(FeedbackSource.BUYER_ATTRIBUTION);
        });
    }

    @Test
    void feedback_may_be_about_a_package_and_a_creative_of_the_buy() {
        provide(payload()
                        .replace(
                                "'performance_index'",
                                "'package_id': '%s', 'creative_id': 'c1', 'performance_index'".formatted(part)))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void packages_and_creatives_of_other_buys_are_refused() {
        scenario.when("nova", "sync_creatives", Scenario.syncCreatives(Scenario.creative("c2")));

        provide(payload().replace("'performance_index'", "'package_id': 'pkg_none', 'performance_index'"))
                .refused(ErrorCode.PACKAGE_NOT_FOUND, "/package_id");
        provide(payload().replace("'performance_index'", "'creative_id': 'c2', 'performance_index'"))
                .refused(ErrorCode.CREATIVE_NOT_FOUND, "/creative_id");
    }

    @Test
    void another_buyer_s_buy_is_as_if_it_were_not_there() {
        scenario.when("orbit", "provide_performance_feedback", payload())
                .refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
        provide(payload().replace(id, "mb_none")).refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
    }

    @Test
    void a_period_ends_after_its_start_and_an_index_is_not_negative() {
        provide(payload().replace("2026-12-01T00:00:00+01:00", "2026-11-24T00:00:00Z"))
                .refused(ErrorCode.INVALID_REQUEST, "/measurement_period/end");
        provide(payload().replace("1.2", "-0.1")).refused(ErrorCode.INVALID_REQUEST, "/performance_index");
        provide(payload().replace("'performance_index'", "'metric_type': 'mood', 'performance_index'"))
                .refused(ErrorCode.INVALID_REQUEST, "/metric_type");
    }

    @Test
    void the_same_feedback_under_the_same_key_is_given_once() {
        Answered first = provide(payload());
        Answered again = provide(payload());

        again.then(Outcome.DUPLICATE);
        assertThat(again.events()).isEmpty();
        assertThat(again.result().position()).isEqualTo(first.result().position());
        provide(payload().replace("1.2", "0.8")).refused(ErrorCode.IDEMPOTENCY_CONFLICT, "/idempotency_key");
    }

    @Test
    void feedback_is_taken_when_the_buy_is_over_too() {
        scenario.when("manager", "cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'over'}".formatted(id));

        provide(payload()).then(Outcome.ACCEPTED);
        scenario.when("manager", "provide_performance_feedback", payload())
                .refused(ErrorCode.PERMISSION_DENIED, "authorization");
    }
}
