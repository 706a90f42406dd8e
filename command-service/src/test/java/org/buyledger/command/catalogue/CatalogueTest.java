package org.buyledger.command.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuy;

import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private final Scenario scenario = acme();

    @Test
    void putting_the_same_again_changes_nothing_and_something_else_raises_the_revision() {
        String limit = "{'currency': 'USD', 'min_package_budget': 100, 'max_daily_package_spend': 1000}";
        var same = scenario.when("admin", "set_currency_limit", limit);
        assertThat(same.events()).isEmpty();
        assertThat(same.response("/revision")).isEqualTo("1");

        var other = scenario.when("admin", "set_currency_limit", limit.replace("1000", "2000"));
        assertThat(other.response("/revision")).isEqualTo("2");
        assertThat(other.response("/object")).isEqualTo("currency_limit/USD");
    }

    @Test
    void a_price_that_a_running_buy_has_is_not_removed_and_the_refusal_names_the_buy() {
        String buy = scenario.when("nova", "create_media_buy", createMediaBuy()).response("/media_buy_id");
        String remove = "{'product_id': 'home', 'pricing_option_id': 'cpm'}";

        var failure = scenario.when("admin", "remove_pricing_option", remove).refused(ErrorCode.INVALID_STATE, null);
        assertThat(failure.message()).isEqualTo("pricing_option/home/cpm is in use by media_buy/" + buy + ".");

        scenario.given("cancel_media_buy", "{'media_buy_id': '%s', 'reason': 'No budget'}".formatted(buy));
        scenario.when("admin", "remove_pricing_option", remove).then(Outcome.ACCEPTED);
    }

    @Test
    void what_is_removed_cannot_be_used_or_removed_again_until_it_is_put_again() {
        String price = "{'product_id': 'home', 'pricing_option_id': 'cpm'}";
        scenario.given("remove_pricing_option", price);

        scenario.when("nova", "create_media_buy", createMediaBuy())
                .refused(ErrorCode.VALIDATION_ERROR, "/packages/0/pricing_option_id");
        scenario.when("admin", "remove_pricing_option", price).refused(ErrorCode.REFERENCE_NOT_FOUND, null);
        String put =
                price.replace("}", ", 'pricing_model': 'cpm', 'currency': '%s', 'fixed_price': 12.5, 'revision': 2}");
        scenario.when("admin", "put_pricing_option", put.formatted("EUR"))
                .refused(ErrorCode.VALIDATION_ERROR, "/currency");

        assertThat(scenario.when("admin", "put_pricing_option", put.formatted("USD"))
                        .response("/revision"))
                .isEqualTo("3");
        scenario.when("nova", "create_media_buy", createMediaBuy().replace("KEY-0", "KEY-1"))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void nothing_new_is_bought_of_an_archived_product_and_buys_of_it_go_on() {
        String buy = scenario.when("nova", "create_media_buy", createMediaBuy()).response("/media_buy_id");
        scenario.given("archive_product", "{'product_id': 'home', 'revision': 1}");

        scenario.when("nova", "create_media_buy", createMediaBuy().replace("KEY-0", "KEY-1"))
                .refused(ErrorCode.PRODUCT_UNAVAILABLE, "/packages/0/product_id");
        scenario.when(
                        "nova",
                        "update_media_buy",
                        "{'idempotency_key': 'UPD-000000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s', 'paused': true}"
                                .formatted(buy))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void a_currency_is_not_removed_while_there_are_prices_in_it() {
        var failure = scenario.when("admin", "remove_currency_limit", "{'currency': 'EUR'}")
                .refused(ErrorCode.INVALID_STATE, null);
        assertThat(failure.message()).contains("pricing_option/home/cpm_eur");

        scenario.given("remove_pricing_option", "{'product_id': 'home', 'pricing_option_id': 'cpm_eur'}");
        scenario.when("admin", "remove_currency_limit", "{'currency': 'EUR', 'revision': 7}")
                .refused(ErrorCode.CONFLICT, "/revision");
        scenario.given("remove_currency_limit", "{'currency': 'EUR', 'revision': 1}");
    }

    @Test
    void a_manager_does_not_configure() {
        scenario.when("manager", "set_currency_limit", "{'currency': 'USD'}")
                .refused(ErrorCode.PERMISSION_DENIED, "authorization");
    }

    @Test
    void what_adcp_says_of_a_product_beyond_our_fields_is_kept() {
        var answered = scenario.when(
                "admin",
                "put_product",
                "{'product_id': 'tv', 'name': 'TV', 'delivery_type': 'guaranteed', 'details': {'product_card': {'a': [1]}}}");

        answered.then(Outcome.ACCEPTED);
        assertThat(scenario.log().getLast().json()).contains("\"product_card\":{\"a\":[1]}");
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            put_product | {'product_id': 'p', 'name': '', 'delivery_type': 'guaranteed'}              | VALIDATION_ERROR | /name
            put_product | {'product_id': 'p', 'name': 'P', 'delivery_type': 'maybe'}                  | INVALID_REQUEST  | /delivery_type
            put_product | {'product_id': 'p/q', 'name': 'P', 'delivery_type': 'guaranteed'}           | INVALID_REQUEST  | /product_id
            put_product | {'name': 'P', 'delivery_type': 'guaranteed'}                                | INVALID_REQUEST  | /product_id
            put_product | {'product_id': 'p', 'name': 'P', 'delivery_type': 'guaranteed', 'channels': null} | INVALID_REQUEST | /channels
            put_product | {'product_id': 'home', 'name': 'P', 'delivery_type': 'guaranteed', 'revision': 8} | CONFLICT   | /revision
            put_pricing_option | {'product_id': 'none', 'pricing_option_id': 'o', 'pricing_model': 'cpm', 'currency': 'USD', 'fixed_price': 1} | PRODUCT_NOT_FOUND | /product_id
            put_pricing_option | {'product_id': 'home', 'pricing_option_id': 'o', 'pricing_model': 'cpm', 'currency': 'XXQ', 'fixed_price': 1} | VALIDATION_ERROR | /currency
            put_pricing_option | {'product_id': 'home', 'pricing_option_id': 'o', 'pricing_model': 'cpm', 'currency': 'USD'} | VALIDATION_ERROR | /fixed_price
            put_pricing_option | {'product_id': 'home', 'pricing_option_id': 'o', 'pricing_model': 'cpm', 'currency': 'USD', 'fixed_price': 1, 'floor_price': 1} | VALIDATION_ERROR | /fixed_price
            put_pricing_option | {'product_id': 'home', 'pricing_option_id': 'o', 'pricing_model': 'cpm', 'currency': 'USD', 'fixed_price': -1} | INVALID_REQUEST | /fixed_price
            put_pricing_option | {'product_id': 'home', 'pricing_option_id': 'o', 'pricing_model': 'cpm', 'currency': 'USD', 'fixed_price': 1.0000001} | VALIDATION_ERROR | /fixed_price
            put_pricing_option | {'product_id': 'home', 'pricing_option_id': 'cpm', 'pricing_model': 'cpm', 'currency': 'EUR', 'fixed_price': 1} | VALIDATION_ERROR | /currency
            put_pricing_option | {'product_id': 'home', 'pricing_option_id': 'o', 'pricing_model': 'CPM', 'currency': 'USD', 'fixed_price': 1} | INVALID_REQUEST | /pricing_model
            set_currency_limit | {'currency': 'dollar'}                                               | VALIDATION_ERROR | /currency
            set_currency_limit | {'currency': 'USD', 'max_daily_package_spend': 0}                    | VALIDATION_ERROR | /max_daily_package_spend
            set_currency_limit | {'currency': 'USD', 'min_package_budget': 0.001}                     | VALIDATION_ERROR | /min_package_budget
            """)
    void what_is_wrong_is_refused_with_code_and_field(String command, String payload, ErrorCode code, String field) {
        scenario.when("admin", command, payload).refused(code, field);
    }
}
