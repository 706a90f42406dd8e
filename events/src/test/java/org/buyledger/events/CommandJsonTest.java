package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.buyledger.events.catalogue.CatalogueCommand.PutProduct;
import org.buyledger.events.mediabuy.MediaBuyCommand.CreateMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyCommand.UpdateMediaBuy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class CommandJsonTest {
    private static final String CREATE = """
            {"idempotency_key": "0123456789abcdef", "account": {"account_id": "acc"}, "brand": {"domain": "nova.example"},
             "start_time": "2026-12-01T00:00:00+01:00", "end_time": "2026-12-11T00:00:00Z",
             "packages": [{"product_id": "home", "pricing_option_id": "cpm", "budget": 5000.10, "ext": {"a": 1}}],
             "context": {"trace": "t1"}, "reporting_webhook": {"url": "https://x.example"}}
            """;

    @Test
    void an_adcp_request_is_read_with_exact_amounts_and_keeps_what_is_not_modelled() {
        CreateMediaBuy command = Json.COMMANDS.readValue(CREATE, CreateMediaBuy.class);

        assertThat(command.startTime().at()).isEqualTo(Instant.parse("2026-11-30T23:00:00Z"));
        assertThat(command.packages().getFirst().budget()).isEqualTo(new BigDecimal("5000.10"));
        assertThat(command.packages().getFirst().details()).containsOnlyKeys("ext");
        assertThat(command.packages().getFirst().creativeAssignments()).isEmpty();
        assertThat(command.details()).containsOnlyKeys("reporting_webhook");
        assertThat(command.paused()).isNull();
    }

    @Test
    void an_amount_is_written_plainly_however_it_was_sent() {
        for (String sent : List.of("5e3", "5000", "0.5E4", "5000E0")) {
            CreateMediaBuy command = Json.COMMANDS.readValue(CREATE.replace("5000.10", sent), CreateMediaBuy.class);

            assertThat(Json.EVENTS.writeValueAsString(command)).contains("\"budget\":\"5000\"");
        }
        assertThat(Json.EVENTS.writeValueAsString(new BigDecimal("1E+999999999")))
                .as("no memory is lost to zeros")
                .isEqualTo("\"1E+999999999\"");
    }

    @Test
    void what_was_read_is_written_back_the_same() {
        CreateMediaBuy command = Json.COMMANDS.readValue(CREATE, CreateMediaBuy.class);

        assertThat(Json.COMMANDS.readValue(Json.COMMANDS.writeValueAsString(command), CreateMediaBuy.class))
                .isEqualTo(command);
    }

    @Test
    void a_list_that_is_absent_differs_from_one_that_is_empty_where_the_type_is_nullable() {
        String update = """
                {"idempotency_key": "0123456789abcdef", "account": {"account_id": "a"}, "media_buy_id": "mb_1",
                 "packages": [{"package_id": "p1"}, {"package_id": "p2", "creative_assignments": []}]}""";
        UpdateMediaBuy command = Json.COMMANDS.readValue(update, UpdateMediaBuy.class);

        assertThat(command.packages().get(0).creativeAssignments()).isNull();
        assertThat(command.packages().get(1).creativeAssignments()).isEqualTo(List.of());
        assertThat(Json.COMMANDS.readValue(Json.EVENTS.writeValueAsString(command), UpdateMediaBuy.class))
                .isEqualTo(command);
    }

    @Test
    void a_flat_configuration_command_is_read_into_its_entity() {
        PutProduct command = Json.COMMANDS.readValue("""
                {"product_id": "home", "name": "Home", "delivery_type": "guaranteed", "revision": 3,
                 "format_ids": [{"agent_url": "https://f.example", "id": "banner"}]}""", PutProduct.class);

        assertThat(command.product().productId().value()).isEqualTo("home");
        assertThat(command.product().formatIds()).hasSize(1);
        assertThat(command.revision()).isEqualTo(3);
        assertThat(Json.COMMANDS
                        .readTree(Json.COMMANDS.writeValueAsString(command))
                        .has("product_id"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "end_time": "2026-12-11T00:00:00Z"   | "end_time": "2026-12-11T00:00:00"    | end_time | offset
            "end_time": "2026-12-11T00:00:00Z"   | "end_time": 1796860800               | end_time | offset
            "end_time": "2026-12-11T00:00:00Z"   | "end_time": null                     | end_time | null
            "end_time": "2026-12-11T00:00:00Z",  |                                      | end_time | end_time
            "budget": 5000.10                    | "budget": "5000.10"                  | budget   | String
            "budget": 5000.10                    | "budget": null                       | budget   | null
            "product_id": "home"                 | "product_id": 7                      | product_id | String
            "product_id": "home"                 | "product_id": "a/b"                  | product_id | product id
            "start_time": "2026-12-01T00:00:00+01:00" | "start_time": "tomorrow"        | start_time | offset
            {"account_id": "acc"}                | {}                                   | account  | account_id alone
            {"trace": "t1"}                      | {"trace": "t1", "trace": "t2"}       | trace    | Duplicate
            """)
    void a_wrong_value_is_refused_where_it_stands(String good, @Nullable String bad, String where, String why) {
        String request = CREATE.replace(good, bad == null ? "" : bad);
        assertThat(request).isNotEqualTo(CREATE);

        assertThatThrownBy(() -> Json.COMMANDS.readValue(request, CreateMediaBuy.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining(why)
                .message()
                .contains(where);
    }

    @Test
    void every_command_says_who_may_send_it() {
        for (String type : Command.TYPES.names()) {
            assertThat(Command.TYPES.find(type).orElseThrow().getAnnotation(SentBy.class))
                    .as(type)
                    .isNotNull();
        }
    }
}
