package org.buyledger.command.mediabuy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Json;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateMediaBuyTest {

    private static Answered create(Scenario scenario, String payload) {
        return scenario.when("nova", "create_media_buy", payload);
    }

    @Test
    void without_creatives_it_waits_for_creatives() {
        Answered answered = create(acme(), createMediaBuy());

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.response("/media_buy_status")).isEqualTo("pending_creatives");
        assertThat(answered.response("/status")).isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nova.example", "nova..example", "-nova", "nova example", ""})
    void a_brand_is_named_by_a_domain(String domain) {
        create(acme(), createMediaBuy().replace("nova.example", domain))
                .refused(ErrorCode.VALIDATION_ERROR, "/brand/domain");
    }

    @Test
    void a_domain_has_at_most_253_characters() {
        String label = "a".repeat(49) + ".";
        create(acme(), createMediaBuy().replace("nova.example", label.repeat(5) + "abc"))
                .then(Outcome.ACCEPTED);
        create(acme(), createMediaBuy().replace("nova.example", label.repeat(5) + "abcd"))
                .refused(ErrorCode.VALIDATION_ERROR, "/brand/domain");
    }

    @Test
    void with_approved_creatives_it_waits_for_its_start() {
        Answered answered = create(acme(), createMediaBuyWithCreative());

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.response("/media_buy_status")).isEqualTo("pending_start");
        assertThat(answered.response("/packages/0/creative_assignments/0/creative_id"))
                .isEqualTo("c1");
    }

    @Test
    void as_soon_as_possible_it_is_active_at_once() {
        Answered answered = create(acme(), createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"));

        assertThat(answered.response("/media_buy_status")).isEqualTo("active");
    }

    @Test
    void held_it_is_paused_once_nothing_else_blocks_it() {
        String held = createMediaBuyWithCreative().replace("'brand'", "'paused': true, 'brand'");

        assertThat(create(acme(), held).response("/media_buy_status")).isEqualTo("pending_start");
        assertThat(create(acme(), held.replace("'2026-11-24T00:00:00Z'", "'asap'"))
                        .response("/media_buy_status"))
                .isEqualTo("paused");
    }

    @Test
    void it_is_confirmed_at_once_and_answered_in_full() {
        Answered answered = create(acme(), createMediaBuy().replace("'brand'", "'context': {'x': [1, null]}, 'brand'"));

        assertThat(answered.response("/confirmed_at")).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(answered.response("/revision")).isEqualTo("1");
        assertThat(answered.response("/currency")).isEqualTo("USD");
        assertThat(answered.response("/total_budget")).isEqualTo("5000");
        assertThat(answered.response("/valid_actions")).isEqualTo("[\"pause\",\"cancel\",\"sync_creatives\"]");
        assertThat(answered.response("/context")).as("echoed untouched").isEqualTo("{\"x\":[1,null]}");
        assertThat(answered.response("/media_buy_id")).matches("mb_[0-9a-f]{16}");
        assertThat(answered.response("/packages/0/package_id")).matches("pkg_[0-9a-f]{16}_[0-9a-f]{8}");
    }

    @Test
    void where_the_publisher_reviews_buys_it_is_submitted_and_a_step_waits() {
        Answered answered = create(acmeWithReview(), createMediaBuy());

        answered.then(Outcome.SUBMITTED);
        assertThat(answered.response("/status")).isEqualTo("submitted");
        assertThat(answered.response("/task_id")).matches("step_[0-9a-f]{16}");
        assertThat(answered.response("/media_buy_id")).isEqualTo("missing");
        assertThat(answered.events())
                .satisfiesExactly(
                        created -> assertThat(((MediaBuyEvent.Created) created).status())
                                .isEqualTo(MediaBuyStatus.PENDING_APPROVAL),
                        opened -> assertThat(opened).isInstanceOf(WorkflowEvent.Opened.class));
        assertThat(((MediaBuyEvent.Created) answered.events().getFirst()).confirmedAt())
                .as("the publisher has committed to nothing yet")
                .isNull();
    }

    @Test
    void a_product_that_is_not_sold_automatically_needs_approval_too() {
        Scenario scenario = acme().given(
                        "put_product",
                        "{'product_id': 'home', 'name': 'Home', 'delivery_type': 'guaranteed', 'automatic_creation': false}");

        create(scenario, createMediaBuy()).then(Outcome.SUBMITTED);
    }

    @Test
    void the_event_keeps_what_we_do_not_model_and_no_credentials() {
        String request = createMediaBuy()
                .replace(
                        "'brand'",
                        "'reporting_webhook': {'url': 'https://x.example', 'token': 'abc', 'authentication':"
                                + " {'schemes': ['Bearer'], 'credentials': 'secret'}}, 'brand'");
        Answered answered = create(acme(), request);

        MediaBuyEvent.Created created =
                (MediaBuyEvent.Created) answered.events().getFirst();
        assertThat(Json.EVENTS.writeValueAsString(created.details().get("reporting_webhook")))
                .isEqualTo("{\"url\":\"https://x.example\",\"authentication\":{\"schemes\":[\"Bearer\"]}}");
        assertThat(created.requestSha256()).hasSize(64);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # times
            '2026-11-24T00:00:00Z'      | '2026-11-23T11:59:59Z'    | INVALID_REQUEST     | /start_time
            '2026-12-04T00:00:00Z'      | '2026-11-24T00:00:00Z'    | INVALID_REQUEST     | /end_time
            '2026-12-04T00:00:00Z'      | '2026-12-04T00:00:00'     | INVALID_REQUEST     | /end_time
            '2026-12-04T00:00:00Z'      | '9999-12-31T23:59:59-18:00' | INVALID_REQUEST   | /end_time
            # money
            'budget': 5000              | 'budget': -1              | INVALID_REQUEST     | /packages/0/budget
            'budget': 5000              | 'budget': 0               | BUDGET_TOO_LOW      | /packages/0/budget
            'budget': 5000              | 'budget': 5000.001        | VALIDATION_ERROR    | /packages/0/budget
            'budget': 5000              | 'budget': 99.99           | BUDGET_TOO_LOW      | /packages/0/budget
            'budget': 5000              | 'budget': 10000.01        | BUDGET_EXCEEDED     | /packages/0/budget
            'budget': 5000              | 'budget': 1e40            | VALIDATION_ERROR    | /packages/0/budget
            'budget': 5000              | 'budget': 'x'             | INVALID_REQUEST     | /packages/0/budget
            'budget': 5000              | 'budget': null            | INVALID_REQUEST     | /packages/0/budget
            'budget'                    | 'impressions': -1, 'budget' | INVALID_REQUEST     | /packages/0/impressions
            # what is bought
            'product_id': 'home'        | 'product_id': 'none'      | PRODUCT_NOT_FOUND   | /packages/0/product_id
            'cpm'                       | 'auction'                 | VALIDATION_ERROR    | /packages/0/pricing_option_id
            'budget'                    | 'format_ids': [{'agent_url': 'https://formats.example', 'id': 'spot'}], 'budget' | FORMAT_NOT_SUPPORTED | /packages/0/format_ids/0
            'budget'                    | 'start_time': '2026-11-23T23:00:00Z', 'budget' | VALIDATION_ERROR | /packages/0/start_time
            'budget'                    | 'end_time': '2026-12-04T00:00:01Z', 'budget'   | VALIDATION_ERROR | /packages/0/end_time
            'budget'                    | 'start_time': '2026-11-26T00:00:00Z', 'end_time': '2026-11-25T00:00:00Z', 'budget' | INVALID_REQUEST | /packages/0/end_time
            # creatives
            'budget'                    | 'creative_assignments': [{'creative_id': 'none'}], 'budget' | CREATIVE_NOT_FOUND | /packages/0/creative_assignments/0/creative_id
            # targeting
            'budget'                    | 'targeting_overlay': {'cities': ['x']}, 'budget'             | INVALID_REQUEST  | /packages/0/targeting_overlay/cities
            'budget'                    | 'targeting_overlay': {'key_value_pairs': {}}, 'budget'       | INVALID_REQUEST  | /packages/0/targeting_overlay/key_value_pairs
            'budget'                    | 'targeting_overlay': {'geo_countries': ['US'], 'geo_countries_exclude': ['US']}, 'budget' | INVALID_REQUEST | /packages/0/targeting_overlay/geo_countries_exclude
            'budget'                    | 'targeting_overlay': {'property_list': {}}, 'budget'         | VALIDATION_ERROR | /packages/0/targeting_overlay/property_list
            # shape
            'account': {'account_id': 'acc-1'} | 'account': {}             | INVALID_REQUEST     | /account
            'account': {'account_id': 'acc-1'},|                           | INVALID_REQUEST     | /account
            'brand'                     | 'proposal_id': 'p', 'brand' | UNSUPPORTED_FEATURE | /proposal_id
            'KEY-0000000000000'         | 'short'                   | INVALID_REQUEST     | /idempotency_key
            'end_time': '2026-12-04T00:00:00Z', |                   | INVALID_REQUEST     | /end_time
            'budget': 5000              | 'budget': 5000, 'paused': 'no' | INVALID_REQUEST | /packages/0/paused
            'budget': 5000              | 'budget': 5000, 'pacing': 'fast' | INVALID_REQUEST | /packages/0/pacing
            """)
    void a_wrong_request_is_refused_with_code_and_field(
            String good, @Nullable String bad, ErrorCode code, String field) {
        String request = createMediaBuy().replace(good, bad == null ? "" : bad);
        assertThat(request).isNotEqualTo(createMediaBuy());
        Answered answered = create(acme(), request);

        answered.refused(code, field);
        assertThat(answered.events()).as("only the refusal is on the record").hasSize(1);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        String request = createMediaBuy()
                .replace("'product_id': 'home'", "'product_id': 'none'")
                .replace("2026-12-04", "2026-11-20");
        var failure = create(acme(), request).refused(ErrorCode.INVALID_REQUEST, "/end_time");

        assertThat(failure.issues())
                .extracting(issue -> issue.pointer() + " " + issue.keyword())
                .contains("/end_time INVALID_REQUEST", "/packages/0/product_id PRODUCT_NOT_FOUND");
    }

    @Test
    void no_package_is_refused() {
        String request = createMediaBuy().replaceAll("'packages': \\[.*]", "'packages': []");

        create(acme(), request).refused(ErrorCode.INVALID_REQUEST, "/packages");
    }

    @Test
    void the_same_product_twice_is_refused() {
        String twice = createMediaBuy().replaceAll("(\\{'product_id'[^}]*})", "$1, $1");

        create(acme(), twice).refused(ErrorCode.VALIDATION_ERROR, "/packages/1/product_id");
    }

    @Test
    void a_buy_over_the_daily_cap_is_refused() {
        // 1,000 a day: 10,000 for ten days is just allowed, and what little is over it is not
        create(acme(), createMediaBuy().replace("5000", "10000")).then(Outcome.ACCEPTED);
        create(acme(), createMediaBuy().replace("5000", "10000.01"))
                .refused(ErrorCode.BUDGET_EXCEEDED, "/packages/0/budget");
    }

    @Test
    void days_are_counted_up_so_an_hour_more_is_a_day_more() {
        String request =
                createMediaBuy().replace("2026-12-04T00", "2026-12-04T01").replace("5000", "11000");

        create(acme(), request).then(Outcome.ACCEPTED);
    }

    @Test
    void an_auction_needs_a_bid_at_or_above_the_floor() {
        String auction = createMediaBuy().replace("'home'", "'video'").replace("'cpm'", "'auction'");

        create(acme(), auction).refused(ErrorCode.VALIDATION_ERROR, "/packages/0/bid_price");
        create(acme(), auction.replace("'budget'", "'bid_price': 19.99, 'budget'"))
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/bid_price");
        create(acme(), auction.replace("'budget'", "'bid_price': 20, 'budget'")).then(Outcome.ACCEPTED);
    }

    @Test
    void the_price_s_own_minimum_comes_before_the_currency_s() {
        String auction = createMediaBuy()
                .replace("'home'", "'video'")
                .replace("'cpm'", "'auction'")
                .replace("'budget'", "'bid_price': 20, 'budget'");

        create(acme(), auction.replace("5000", "499")).refused(ErrorCode.BUDGET_TOO_LOW, "/packages/0/budget");
        create(acme(), auction.replace("5000", "500")).then(Outcome.ACCEPTED);
    }

    @Test
    void one_buy_has_one_currency_that_of_the_prices_chosen() {
        Answered euros = create(acme(), createMediaBuy().replace("'cpm'", "'cpm_eur'"));
        assertThat(euros.response("/currency")).isEqualTo("EUR");

        String mixed = createMediaBuy()
                .replace(
                        "'budget': 5000}",
                        "'budget': 5000}, {'product_id': 'video', 'pricing_option_id': 'auction', 'bid_price': 20, 'budget': 600}")
                .replace("'cpm'", "'cpm_eur'");
        create(acme(), mixed).refused(ErrorCode.UNSUPPORTED_FEATURE, "/packages/1/pricing_option_id");
    }

    @Test
    void a_currency_without_limits_is_not_sold_in() {
        Scenario scenario = acme().given(
                        "put_pricing_option",
                        "{'product_id': 'home', 'pricing_option_id': 'gbp', 'pricing_model': 'cpm', 'currency': 'GBP', 'fixed_price': 9}");

        create(scenario, createMediaBuy().replace("'cpm'", "'gbp'"))
                .refused(ErrorCode.UNSUPPORTED_FEATURE, "/packages/0/pricing_option_id");
    }

    @Test
    void yen_have_no_decimal_places() {
        Scenario scenario = acme().given("set_currency_limit", "{'currency': 'JPY'}")
                .given(
                        "put_pricing_option",
                        "{'product_id': 'home', 'pricing_option_id': 'jpy', 'pricing_model': 'cpm', 'currency': 'JPY', 'fixed_price': 900}");

        create(scenario, createMediaBuy().replace("'cpm'", "'jpy'").replace("5000", "5000.5"))
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/budget");
    }

    @Test
    void a_product_for_others_is_as_if_it_were_not_there() {
        Scenario scenario = acme().given(
                        "put_product",
                        "{'product_id': 'home', 'name': 'Home', 'delivery_type': 'guaranteed', 'allowed_principal_ids': ['orbit']}");

        var hidden = create(scenario, createMediaBuy()).refused(ErrorCode.PRODUCT_NOT_FOUND, "/packages/0/product_id");
        var absent = create(acme(), createMediaBuy().replace("'home'", "'none'"))
                .refused(ErrorCode.PRODUCT_NOT_FOUND, "/packages/0/product_id");
        assertThat(hidden.message().replace("home", ""))
                .isEqualTo(absent.message().replace("none", ""));
    }

    @Test
    void an_expired_product_is_refused() {
        Scenario scenario = acme().given(
                        "put_product",
                        "{'product_id': 'home', 'name': 'Home', 'delivery_type': 'guaranteed', 'expires_at': '2026-11-23T12:00:00Z'}");

        create(scenario, createMediaBuy()).refused(ErrorCode.PRODUCT_EXPIRED, "/packages/0/product_id");
    }

    @Test
    void another_buyer_s_creative_is_as_if_it_were_not_there() {
        Scenario scenario = acme();
        scenario.when("orbit", "sync_creatives", Scenario.syncCreatives(Scenario.creative("theirs")))
                .then(Outcome.ACCEPTED);

        create(
                        scenario,
                        createMediaBuy()
                                .replace("'budget'", "'creative_assignments': [{'creative_id': 'theirs'}], 'budget'"))
                .refused(ErrorCode.CREATIVE_NOT_FOUND, "/packages/0/creative_assignments/0/creative_id");
    }

    @Test
    void a_placement_must_be_the_product_s() {
        String request = createMediaBuyWithCreative().replace("'assets'", "'placement_ids': ['bottom'], 'assets'");

        create(acme(), request).refused(ErrorCode.VALIDATION_ERROR, "/packages/0/creative_assignments/0/placement_ids");
        create(acme(), request.replace("bottom", "top")).then(Outcome.ACCEPTED);
    }

    @Test
    void a_weight_is_0_to_100() {
        create(acme(), createMediaBuyWithCreative().replace("'assets'", "'weight': 100.5, 'assets'"))
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/creative_assignments/0/weight");
    }

    @Test
    void a_creative_of_a_format_that_the_product_does_not_take_is_rejected() {
        create(acme(), createMediaBuyWithCreative().replace("'id': 'banner'", "'id': 'spot'"))
                .refused(ErrorCode.CREATIVE_REJECTED, "/packages/0/creative_assignments/0/creative_id");
    }

    @Test
    void a_dry_run_checks_everything_and_changes_nothing() {
        Scenario scenario = acme();
        String dry = createMediaBuy().replace("'brand'", "'dry_run': true, 'brand'");
        Answered answered = create(scenario, dry);

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.events()).isEmpty();
        assertThat(answered.response("/media_buy_status")).isEqualTo("pending_creatives");
        create(scenario, dry.replace("5000", "1")).refused(ErrorCode.BUDGET_TOO_LOW, "/packages/0/budget");
        create(scenario, createMediaBuy()).then(Outcome.ACCEPTED);
    }

    @Test
    void a_publisher_s_user_cannot_send_it() {
        acme().when("admin", "create_media_buy", createMediaBuy())
                .refused(ErrorCode.PERMISSION_DENIED, "authorization");
    }
}
