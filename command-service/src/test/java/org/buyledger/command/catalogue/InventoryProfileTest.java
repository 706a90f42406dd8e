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

class InventoryProfileTest {
    private static final String HOME =
            "{'product_id': 'home', 'name': 'Home', 'delivery_type': 'non_guaranteed', 'inventory_profile_id': 'sport'}";

    private final Scenario scenario = acme();

    private void profile(String format) {
        scenario.given(
                "put_inventory_profile",
                ("{'profile_id': 'sport', 'name': 'Sport', 'inventory_config': {'ad_units': ['/1/sport']},"
                                + "'format_ids': [{'agent_url': 'https://formats.example', 'id': '%s'}],"
                                + "'publisher_properties': [{'publisher_domain': 'acme.example', 'selection_type': 'all'}]}")
                        .formatted(format));
    }

    private static String wanting(String key, String format) {
        return createMediaBuy()
                .replace("KEY-0", key)
                .replace(
                        "'budget': 5000",
                        "'budget': 5000, 'format_ids': [{'agent_url': 'https://formats.example', 'id': '%s'}]"
                                .formatted(format));
    }

    @Test
    void a_product_takes_the_formats_that_its_profile_has_now() {
        profile("spot");
        scenario.given("put_product", HOME);

        scenario.when("nova", "create_media_buy", wanting("KEY-1", "spot")).then(Outcome.ACCEPTED);
        var failure = scenario.when("nova", "create_media_buy", wanting("KEY-2", "banner"))
                .refused(ErrorCode.FORMAT_NOT_SUPPORTED, "/packages/0/format_ids/0");
        assertThat(failure.suggestion()).isEqualTo("It takes: spot.");

        profile("banner");
        scenario.when("nova", "create_media_buy", wanting("KEY-3", "banner")).then(Outcome.ACCEPTED);
        scenario.when("nova", "create_media_buy", wanting("KEY-4", "spot"))
                .refused(ErrorCode.FORMAT_NOT_SUPPORTED, "/packages/0/format_ids/0");
    }

    @Test
    void a_profile_that_a_product_has_is_not_removed_and_the_refusal_names_the_product() {
        profile("spot");
        scenario.given("put_product", HOME);

        var failure = scenario.when("admin", "remove_inventory_profile", "{'profile_id': 'sport'}")
                .refused(ErrorCode.INVALID_STATE, null);
        assertThat(failure.message()).isEqualTo("inventory_profile/sport is in use by product/home.");

        scenario.given("archive_product", "{'product_id': 'home'}");
        scenario.given("remove_inventory_profile", "{'profile_id': 'sport'}");
        scenario.when("admin", "put_product", HOME).refused(ErrorCode.REFERENCE_NOT_FOUND, "/inventory_profile_id");
    }

    @Test
    void creatives_of_buys_of_an_archived_product_are_held_to_the_profile_that_it_had() {
        profile("spot");
        scenario.given("put_product", HOME);
        var buy = scenario.when("nova", "create_media_buy", createMediaBuy());
        scenario.given("archive_product", "{'product_id': 'home'}");
        scenario.given("remove_inventory_profile", "{'profile_id': 'sport'}");

        scenario.when(
                        "nova",
                        "update_media_buy",
                        ("{'idempotency_key': 'UPD-000000000000', 'account': {'account_id': 'acc-1'}, 'media_buy_id': '%s',"
                                        + "'packages': [{'package_id': '%s', 'creatives': [%s]}]}")
                                .formatted(
                                        buy.response("/media_buy_id"),
                                        buy.response("/packages/0/package_id"),
                                        Scenario.creative("c1")))
                .refused(ErrorCode.CREATIVE_REJECTED, "/packages/0/creative_assignments/0/creative_id");
    }

    @Test
    void a_product_has_formats_of_its_own_or_a_profile() {
        profile("spot");

        scenario.when(
                        "admin",
                        "put_product",
                        HOME.replace(
                                "}", ", 'format_ids': [{'agent_url': 'https://formats.example', 'id': 'banner'}]}"))
                .refused(ErrorCode.VALIDATION_ERROR, "/format_ids");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'profile_id': 'p', 'name': ''                                                            | VALIDATION_ERROR | /name
            'profile_id': 'p', 'name': 'P', 'publisher_properties': [{'selection_type': 'all'}]      | VALIDATION_ERROR | /publisher_properties/0/publisher_domain
            'profile_id': 'p', 'name': 'P', 'publisher_properties': ['acme.example']                 | VALIDATION_ERROR | /publisher_properties/0/publisher_domain
            'profile_id': 'p', 'name': 'P', 'inventory_config': []                                   | INVALID_REQUEST  | /inventory_config
            'profile_id': 'p', 'name': 'P', 'format_ids': [{'id': 'banner'}]                         | INVALID_REQUEST  | /format_ids/0/agent_url
            'profile_id': 'p', 'name': 'P', 'revision': 4                                            | CONFLICT         | /revision
            """)
    void what_is_wrong_is_refused_with_code_and_field(String fields, ErrorCode code, String field) {
        scenario.when("admin", "put_inventory_profile", "{" + fields + "}").refused(code, field);
    }
}
