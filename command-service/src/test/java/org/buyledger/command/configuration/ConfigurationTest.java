package org.buyledger.command.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;

import java.nio.charset.StandardCharsets;
import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String SIGNALS =
            "{'agent_id': 'sig', 'agent_url': 'https://signals.example', 'name': 'Signals'}";
    private static final String FORMATS =
            "{'agent_id': 'fmt', 'agent_url': 'https://formats.example/mcp', 'name': 'Formats'}";

    private final Scenario scenario = acme();

    @Test
    void a_signals_agent_that_products_use_is_not_removed_and_the_refusal_names_them() {
        scenario.given("put_signals_agent", SIGNALS);
        String product = "{'product_id': 'tv', 'name': 'TV', 'delivery_type': 'guaranteed', 'signals_agent_ids': [%s]}";
        scenario.given("put_product", product.formatted("'sig'"));

        var failure = scenario.when("admin", "remove_signals_agent", "{'agent_id': 'sig'}")
                .refused(ErrorCode.INVALID_STATE, null);
        assertThat(failure.message()).isEqualTo("signals_agent/sig is in use by product/tv.");

        scenario.given("put_product", product.formatted(""));
        scenario.given("remove_signals_agent", "{'agent_id': 'sig', 'revision': 1}");
        scenario.when("admin", "put_product", product.formatted("'sig'"))
                .refused(ErrorCode.REFERENCE_NOT_FOUND, "/signals_agent_ids/0");
    }

    @Test
    void a_creative_agent_is_not_removed_while_a_product_or_a_profile_has_formats_of_its_url() {
        scenario.given("put_creative_agent", FORMATS);
        scenario.given(
                "put_inventory_profile",
                "{'profile_id': 'sport', 'name': 'Sport', 'format_ids': [{'agent_url': 'https://formats.example/', 'id': 'spot'}]}");

        var failure = scenario.when("admin", "remove_creative_agent", "{'agent_id': 'fmt'}")
                .refused(ErrorCode.INVALID_STATE, null);
        assertThat(failure.message())
                .as("the same agent, with a slash or /mcp at the end or without")
                .isEqualTo("creative_agent/fmt is in use by inventory_profile/sport, product/home, product/video.");

        scenario.given("put_creative_agent", FORMATS.replace("formats.example", "others.example"));
        scenario.given("remove_creative_agent", "{'agent_id': 'fmt', 'revision': 2}");
        scenario.when("admin", "remove_creative_agent", "{'agent_id': 'fmt'}")
                .refused(ErrorCode.REFERENCE_NOT_FOUND, null);
    }

    @Test
    void an_archived_product_uses_no_agent_any_more() {
        scenario.given("put_creative_agent", FORMATS);
        scenario.given("archive_product", "{'product_id': 'home'}");
        scenario.given("archive_product", "{'product_id': 'video'}");

        scenario.when("admin", "remove_creative_agent", "{'agent_id': 'fmt'}").then(Outcome.ACCEPTED);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            put_creative_agent | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'auth_type': 'bearer', 'credentials': 'hunter2-plain' | /credentials
            put_signals_agent  | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'auth_type': 'api_key', 'credentials': 'env:hunter2-plain' | /credentials
            put_signals_agent  | 'agent_id': 'a', 'agent_url': 'https://user:hunter2-plain@a.example', 'name': 'A' | /agent_url
            configure_auth     | 'oidc_enabled': true, 'provider': 'google', 'client_id': 'c', 'client_secret': 'hunter2-plain' | /client_secret
            configure_auth     | 'oidc_enabled': false, 'client_secret': 'file:hunter2-plain' | /client_secret
            configure_adapter  | 'adapter_type': 'kevel', 'settings': {'network_id': '1', 'api_key': 'hunter2-plain'} | /settings/api_key
            configure_adapter  | 'adapter_type': 'xandr', 'settings': {'member_id': '1', 'username': 'u', 'password': 'hunter2-plain'} | /settings/password
            configure_adapter  | 'adapter_type': 'google_ad_manager', 'settings': {'network_code': '1', 'refresh_token': 'hunter2-plain'} | /settings/refresh_token
            """)
    void a_plain_secret_is_refused_and_nothing_that_is_written_repeats_it(String command, String fields, String field) {
        var answered = scenario.when("admin", command, "{" + fields + "}");

        answered.refused(ErrorCode.CREDENTIAL_IN_ARGS, field);
        assertThat(answered.events()).as("the refusal is on the record").hasSize(1);
        assertThat(answered.deadLetters()).isEmpty();
        assertNowhere("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'auth_type': 'bearer', 'credentials': 4711471147",
                "'auth_type': 'bearer', 'credentials': {'token': '4711471147'}",
                "'auth_type': 'bearer', 'credentials': ['4711471147']",
                "'auth_header': 'X-Key: 4711471147'"
            })
    void a_secret_of_the_wrong_kind_or_in_the_wrong_place_is_not_repeated_either(String fields) {
        scenario.when("admin", "put_signals_agent", SIGNALS.replace("}", ", " + fields + "}"))
                .then(Outcome.REJECTED);

        assertNowhere("4711471147");
    }

    @Test
    void a_secret_of_the_wrong_kind_in_settings_is_not_repeated_either() {
        scenario.when(
                        "admin",
                        "configure_adapter",
                        "{'adapter_type': 'kevel', 'settings': {'network_id': '1', 'api_key': 4711471147, 'apikey': '4711471147'}}")
                .refused(ErrorCode.VALIDATION_ERROR, "/settings/api_key");

        assertNowhere("4711471147");
    }

    private void assertNowhere(String secret) {
        assertThat(scenario.written())
                .allSatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain(secret));
        scenario.store().scan("", "\uffff", (key, value) -> {
            assertThat(new String(value, StandardCharsets.UTF_8)).doesNotContain(secret);
            return true;
        });
    }

    @Test
    void secrets_are_references_to_the_environment_or_to_files() {
        scenario.given(
                "put_creative_agent",
                FORMATS.replace(
                        "}", ", 'auth_type': 'api_key', 'auth_header': 'X-Key', 'credentials': 'env:FORMATS_KEY'}"));
        scenario.given(
                "configure_adapter",
                "{'adapter_type': 'kevel', 'settings': {'network_id': '1', 'api_key': 'file:/run/secrets/kevel'}}");

        assertThat(scenario.log().getLast().json()).contains("\"api_key\":\"file:/run/secrets/kevel\"");
    }

    @Test
    void a_tenant_has_one_adapter_and_one_way_to_sign_on_and_they_have_revisions() {
        scenario.given("configure_adapter", "{'adapter_type': 'mock', 'settings': {'dry_run': true}}");
        var other = scenario.when("admin", "configure_adapter", "{'adapter_type': 'mock', 'revision': 1}");
        assertThat(other.response("/object")).isEqualTo("adapter_config/acme");
        assertThat(other.response("/revision")).isEqualTo("2");

        var auth = scenario.when("admin", "configure_auth", "{'oidc_enabled': false}");
        assertThat(auth.response("/object")).isEqualTo("auth_config/acme");
        scenario.when("admin", "configure_auth", "{'oidc_enabled': false, 'scopes': 'openid', 'revision': 0}")
                .refused(ErrorCode.CONFLICT, "/revision");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'adapter_type': 'mock'}",
                "{'adapter_type': 'google_ad_manager', 'settings': {'network_code': '1', 'service_account_json': 'file:/run/gam.json', 'secondary_currencies': ['EUR'], 'custom_targeting_keys': {'a': 1}}}",
                "{'adapter_type': 'triton', 'settings': {'station_id': '1', 'api_key': 'env:TRITON'}}",
                "{'adapter_type': 'xandr', 'settings': {'member_id': '1', 'username': 'u', 'password': 'env:XANDR'}}",
                "{'adapter_type': 'broadstreet', 'settings': {'network_id': '1', 'api_key': 'env:BROADSTREET'}}"
            })
    void each_ad_server_can_be_configured(String adapter) {
        scenario.given("configure_adapter", adapter);
    }

    @Test
    void a_strategy_of_a_principal_is_put_and_removed() {
        scenario.given(
                "put_strategy", "{'strategy_id': 'sim_a', 'name': 'A', 'is_simulation': true, 'principal_id': 'nova'}");
        scenario.given("remove_strategy", "{'strategy_id': 'sim_a', 'revision': 1}");
        scenario.when("admin", "remove_strategy", "{'strategy_id': 'sim_a'}")
                .refused(ErrorCode.REFERENCE_NOT_FOUND, null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            put_creative_agent    | {'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'priority': 3, 'auth_type': 'bearer', 'credentials': 'env:A'}
            put_signals_agent     | {'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'forward_promoted_offering': false}
            configure_adapter     | {'adapter_type': 'mock', 'manual_approval_operations': ['update_media_buy'], 'settings': {'dry_run': true}}
            configure_auth        | {'oidc_enabled': true, 'provider': 'microsoft', 'client_id': 'c', 'client_secret': 'env:S'}
            put_strategy          | {'strategy_id': 'sim_a', 'name': 'A', 'config': {'a': [1.50]}, 'is_simulation': true}
            put_inventory_profile | {'profile_id': 'p', 'name': 'P', 'publisher_properties': [{'publisher_domain': 'a.example', 'n': 1.50}]}
            """)
    void what_is_configured_is_the_same_after_a_restart(String command, String payload) {
        scenario.given(command, payload);

        var again = scenario.restarted().when("admin", command, payload);
        assertThat(again.events()).isEmpty();
        assertThat(again.response("/revision")).isEqualTo("1");
    }

    @Test
    void only_an_admin_sets_the_agent_up() {
        for (String command :
                new String[] {"configure_adapter", "configure_auth", "put_strategy", "put_creative_agent"}) {
            scenario.when("manager", command, "{}").refused(ErrorCode.PERMISSION_DENIED, "authorization");
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            put_creative_agent | 'agent_id': 'a', 'agent_url': 'http://a.example', 'name': 'A'                    | VALIDATION_ERROR | /agent_url
            put_creative_agent | 'agent_id': 'a', 'agent_url': 'https://a.example?key=1', 'name': 'A'             | VALIDATION_ERROR | /agent_url
            put_creative_agent | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': ' '                   | VALIDATION_ERROR | /name
            put_creative_agent | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'priority': -1   | VALIDATION_ERROR | /priority
            put_creative_agent | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'timeout_seconds': 301 | VALIDATION_ERROR | /timeout_seconds
            put_creative_agent | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'auth_type': 'bearer' | VALIDATION_ERROR | /credentials
            put_signals_agent  | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'credentials': 'env:A' | VALIDATION_ERROR | /auth_type
            put_signals_agent  | 'agent_id': 'a', 'agent_url': 'https://a.example', 'name': 'A', 'auth_type': 'magic' | INVALID_REQUEST | /auth_type
            put_signals_agent  | 'agent_id': 'a/b', 'agent_url': 'https://a.example', 'name': 'A'                 | INVALID_REQUEST  | /agent_id
            configure_adapter  | 'adapter_type': 'smart'                                                          | INVALID_REQUEST  | /adapter_type
            configure_adapter  | 'adapter_type': 'kevel'                                                          | VALIDATION_ERROR | /settings/api_key
            configure_adapter  | 'adapter_type': 'mock', 'settings': {'network_id': '1'}                          | VALIDATION_ERROR | /settings/network_id
            configure_adapter  | 'adapter_type': 'mock', 'settings': {'dry_run': 'yes'}                           | VALIDATION_ERROR | /settings/dry_run
            configure_adapter  | 'adapter_type': 'google_ad_manager', 'settings': {'network_code': '1'}           | VALIDATION_ERROR | /settings
            configure_adapter  | 'adapter_type': 'mock', 'manual_approval_operations': ['sync_creatives']         | INVALID_REQUEST  | /manual_approval_operations/0
            configure_auth     | 'oidc_enabled': true, 'client_id': 'c', 'client_secret': 'env:S'                 | VALIDATION_ERROR | /provider
            configure_auth     | 'oidc_enabled': true, 'provider': 'google', 'client_secret': 'env:S'             | VALIDATION_ERROR | /client_id
            configure_auth     | 'oidc_enabled': true, 'provider': 'google', 'client_id': 'c'                     | VALIDATION_ERROR | /client_secret
            configure_auth     | 'oidc_enabled': true, 'provider': 'custom', 'client_id': 'c', 'client_secret': 'env:S' | VALIDATION_ERROR | /discovery_url
            configure_auth     | 'oidc_enabled': true, 'provider': 'okta'  , 'client_id': 'c', 'client_secret': 'env:S' | VALIDATION_ERROR | /discovery_url
            configure_auth     | 'oidc_enabled': false, 'scopes': 'email'                                         | VALIDATION_ERROR | /scopes
            configure_auth     | 'oidc_enabled': false, 'logout_url': 'acme.example'                              | VALIDATION_ERROR | /logout_url
            put_strategy       | 'strategy_id': 'a', 'name': 'A', 'is_simulation': true                           | VALIDATION_ERROR | /is_simulation
            put_strategy       | 'strategy_id': 'sim_a', 'name': 'A', 'is_simulation': false                      | VALIDATION_ERROR | /is_simulation
            put_strategy       | 'strategy_id': 'a', 'name': 'A', 'principal_id': 'none'                          | REFERENCE_NOT_FOUND | /principal_id
            put_strategy       | 'strategy_id': 'a', 'name': ''                                                   | VALIDATION_ERROR | /name
            """)
    void what_is_wrong_is_refused_with_code_and_field(String command, String fields, ErrorCode code, String field) {
        scenario.when("admin", command, "{" + fields + "}").refused(code, field);
    }
}
