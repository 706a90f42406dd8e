package org.buyledger.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.ACME;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final Scenario scenario = acme();

    private static RecordHeaders headers(String... namesAndValues) {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static RecordHeaders complete() {
        return headers("ce_id", "c-1", "ce_type", "org.buyledger.update_tenant.v1", "authorization", "Bearer admin");
    }

    private Answered raw(@Nullable String key, @Nullable String value, RecordHeaders headers) {
        return scenario.raw(utf8(key), utf8(value), headers);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_command_without_headers_is_a_cloud_event_in_its_value() {
        Answered answered = raw(ACME, """
                {"specversion": "1.0", "id": "one-line", "type": "org.buyledger.create_media_buy.v1",
                 "authorization": "Bearer nova", "correlationid": "order-7", "data": %s}""".formatted(createMediaBuy().replace('\'', '"')), headers());

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.result().commandId()).isEqualTo("one-line");
        assertThat(scenario.log().getLast().envelope().correlationId()).isEqualTo("order-7");
    }

    @Test
    void a_wrong_token_is_refused_in_the_same_words_as_an_unknown_tenant() {
        var wrong = scenario.when("guess", "update_tenant", "{}").refused(ErrorCode.AUTH_INVALID, "authorization");
        var unknown = scenario.sent("nobody", "admin", "x-1", "update_tenant", "{}")
                .refused(ErrorCode.AUTH_INVALID, "authorization");

        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void a_missing_token_and_one_that_is_no_bearer_s_are_refused() {
        scenario.sent(ACME, null, "x-1", "update_tenant", "{}").refused(ErrorCode.AUTH_MISSING, "authorization");
        RecordHeaders basic =
                headers("ce_id", "x-2", "ce_type", "org.buyledger.update_tenant.v1", "authorization", "Basic admin");
        raw(ACME, "{}", basic).refused(ErrorCode.AUTH_INVALID, "authorization");
    }

    @Test
    void who_is_not_known_leaves_nothing_on_the_record() {
        int before = scenario.log().size();
        scenario.when("guess", "update_tenant", "{}");

        assertThat(scenario.log()).hasSize(before);
    }

    @Test
    void an_unknown_type_is_refused_with_a_near_one() {
        var failure = scenario.when("nova", "create_media_by", "{}").refused(ErrorCode.INVALID_REQUEST, "ce_type");
        assertThat(failure.message()).contains("create_media_by");
        assertThat(scenario.when("nova", "media_buy", "{}")
                        .refused(ErrorCode.INVALID_REQUEST, "ce_type")
                        .suggestion())
                .contains("media_buy.v1");
    }

    @Test
    void the_same_words_of_an_unknown_type_do_not_slip_through_as_a_pattern() {
        scenario.when("nova", "((((", "{}").refused(ErrorCode.INVALID_REQUEST, "ce_type");
    }

    @Test
    void broken_json_is_answered_and_its_bytes_are_kept() {
        Answered answered = raw(ACME, "{\"name\": ", complete());

        assertThat(answered.refused(ErrorCode.INVALID_REQUEST, "value").message())
                .contains("line 1");
        assertThat(answered.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(utf8("{\"name\": "));
            assertThat(EventCodec.text(letter.headers(), "error_code")).isEqualTo("INVALID_REQUEST");
            assertThat(EventCodec.text(letter.headers(), "error_source")).startsWith("commands/0/");
            assertThat(EventCodec.text(letter.headers(), "authorization"))
                    .as("no token is kept")
                    .isNull();
        });
    }

    @Test
    void a_broken_cloud_event_is_kept_without_its_token() {
        for (String written : List.of(
                "\"authorization\": \"Bearer s3cret-of-nova\"",
                "\"authorization\":\"bearer   s3cret-of-nova\"",
                "\"Authorization\" : \"s3cret-of-nova\"",
                "\"authorization\": \"Bearer s3cret-of-nova",
                "'authorization': 'Bearer s3cret-of-nova'",
                "authorization: Bearer s3cret-of-nova")) {
            Answered answered = raw(ACME, "{\"id\": \"c-1\", " + written + ", \"data\": {\"name\": ", headers());

            answered.refused(ErrorCode.INVALID_REQUEST, "value");
            assertThat(answered.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                            .doesNotContain("s3cret")
                            .contains("\"id\": \"c-1\"", "[removed]"));
        }
    }

    @Test
    void a_cloud_event_in_the_value_may_have_its_token_in_the_header() {
        raw(ACME, """
                {"id": "one-line", "type": "org.buyledger.update_tenant.v1", "data": {"name": "Acme"}}""", headers("authorization", "Bearer guess")).refused(ErrorCode.AUTH_INVALID, "authorization");
    }

    @Test
    void bytes_that_are_no_json_and_have_no_headers_are_a_dead_letter() {
        Answered answered = scenario.raw(utf8(ACME), new byte[] {(byte) 0xff, 0, 1}, headers());

        answered.refused(ErrorCode.INVALID_REQUEST, "value");
        assertThat(answered.deadLetters()).hasSize(1);
        assertThat(answered.result().commandId()).as("where it stands").startsWith("commands/0/");
    }

    @Test
    void json_that_is_no_object_is_refused() {
        raw(ACME, "[1]", complete()).refused(ErrorCode.INVALID_REQUEST, "value");
        acme().raw(utf8(ACME), utf8("null"), complete()).refused(ErrorCode.INVALID_REQUEST, "value");
    }

    @Test
    void without_a_value_a_key_an_id_or_a_type_it_is_refused_by_that_name() {
        raw(ACME, null, complete()).refused(ErrorCode.INVALID_REQUEST, "value");
        raw(null, "{}", complete()).refused(ErrorCode.INVALID_REQUEST, "key");
        raw("Not A Tenant", "{}", complete()).refused(ErrorCode.INVALID_REQUEST, "key");
        raw(ACME, "{}", headers("ce_type", "org.buyledger.update_tenant.v1"))
                .refused(ErrorCode.INVALID_REQUEST, "ce_id");
        raw(ACME, "{}", headers("ce_id", "a b", "ce_type", "x")).refused(ErrorCode.INVALID_REQUEST, "ce_id");
        raw(ACME, "{}", headers("ce_id", "clock.x", "ce_type", "x")).refused(ErrorCode.INVALID_REQUEST, "ce_id");
        raw(ACME, "{}", headers("ce_id", "x-1")).refused(ErrorCode.INVALID_REQUEST, "ce_type");
        raw(ACME, "{}", headers()).refused(ErrorCode.INVALID_REQUEST, "/data");
    }

    @Test
    void a_correlation_id_cannot_break_the_lines_that_are_hashed() {
        RecordHeaders headers = complete();
        headers.add("ce_correlationid", "a\nb".getBytes(StandardCharsets.UTF_8));

        raw(ACME, "{}", headers).refused(ErrorCode.INVALID_REQUEST, "ce_correlationid");
    }

    @Test
    void a_command_of_two_megabytes_is_refused_without_being_read() {
        String large = "{\"name\": \"" + "x".repeat(2_000_000) + "\"}";
        var failure = raw(ACME, large, complete()).refused(ErrorCode.INVALID_REQUEST, "value");

        assertThat(failure.message()).contains("2000012").contains(Integer.toString(Topics.LARGEST_COMMAND));
    }

    @Test
    void what_postgresql_cannot_store_is_refused() {
        raw(ACME, "{\"name\": \"a\\u0000b\"}", complete()).refused(ErrorCode.INVALID_REQUEST, "value");
        scenario.when(
                        "admin",
                        "put_product",
                        "{'product_id': 'p', 'name': 'P', 'delivery_type': 'guaranteed', 'details': {'a': 1e400}}")
                .refused(ErrorCode.INVALID_REQUEST, "value");
    }

    @Test
    void the_wrong_key_of_another_tenant_does_not_open_it() {
        scenario.sent(
                        "umbra",
                        "root",
                        "r-1",
                        "register_tenant",
                        "{'name': 'U', 'admin': {'user_id': 'u', 'email': 'u@u.example', 'name': 'U', 'token_sha256': '%s'}}"
                                .formatted(org.buyledger.events.Sha256.hex("umbra-admin")))
                .then(Outcome.ACCEPTED);

        scenario.sent("umbra", "admin", "r-2", "update_tenant", "{'name': 'mine'}")
                .refused(ErrorCode.AUTH_INVALID, "authorization");
        scenario.sent(ACME, "umbra-admin", "r-3", "update_tenant", "{'name': 'mine'}")
                .refused(ErrorCode.AUTH_INVALID, "authorization");
    }
}
