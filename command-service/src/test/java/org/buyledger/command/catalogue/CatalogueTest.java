package org.buyledger.command.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;

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
