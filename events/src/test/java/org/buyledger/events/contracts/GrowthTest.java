package org.buyledger.events.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What counts as growth of a message, and what breaks it. */
class GrowthTest {
    private enum Colour {
        RED
    }

    private enum MoreColours {
        BLUE,
        RED
    }

    private record Inner(String name) {}

    private record Published(
            TenantId id,
            String name,
            BigDecimal budget,
            @Nullable Instant at,
            Colour colour,
            List<Inner> parts,
            Map<String, JsonNode> details) {}

    private record Reordered(
            String name,
            TenantId id,
            BigDecimal budget,
            @Nullable Instant at,
            Colour colour,
            List<Inner> parts,
            Map<String, JsonNode> details) {}

    private record Grown(
            TenantId id,
            String name,
            BigDecimal budget,
            @Nullable Instant at,
            MoreColours colour,
            List<InnerGrown> parts,
            Map<String, JsonNode> details,
            @Nullable String note,
            List<String> tags,
            @JsonAnySetter Map<String, JsonNode> others) {}

    private record InnerGrown(String name, @Nullable Integer width) {}

    private record Broken(
            String id,
            String title,
            @Nullable BigDecimal budget,
            Instant at,
            String colour,
            List<InnerBroken> parts,
            String details) {}

    private record InnerBroken(String name, int width) {}

    private static Growth growth(Class<?> now) {
        return Growth.between(schema(Published.class), schema(now));
    }

    private static JsonNode schema(Class<?> record) {
        return Schemas.of(new Contract(Contract.Family.EVENTS, "thing.made.v1", record));
    }

    @Test
    void the_order_of_components_is_nothing() {
        assertThat(growth(Published.class)).isEqualTo(new Growth(List.of(), List.of()));
        assertThat(growth(Reordered.class)).isEqualTo(new Growth(List.of(), List.of()));
    }

    @Test
    void optional_fields_lists_and_values_are_growth_and_so_is_keeping_other_fields() {
        assertThat(growth(Grown.class).breaks()).isEmpty();
        assertThat(growth(Grown.class).additions())
                .containsExactlyInAnyOrder(
                        "/parts[]/width is new",
                        "/note is new",
                        "/tags is new",
                        "/colour can be \"BLUE\" too",
                        "the payload keeps other fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/id: pattern was \"^[a-z0-9][a-z0-9_-]{0,49}$\" and is absent",
                "/name is gone",
                "/title is new and required",
                "/budget was required and is optional",
                "/at was optional and is required",
                "/colour: enum was [\"RED\"] and is absent",
                "/parts[]/width is new and required",
                "/details was optional and is required",
                "/details: type was \"object\" and is \"string\"",
                "/details no longer keeps other fields"
            })
    void everything_else_breaks_it(String change) {
        assertThat(growth(Broken.class).breaks()).contains(change).hasSize(10);
    }

    @Test
    void a_value_that_can_no_longer_be_breaks_it() {
        assertThat(Growth.between(schema(Grown.class), schema(Published.class)).breaks())
                .contains("/colour can no longer be \"BLUE\"", "/note is gone");
    }
}
