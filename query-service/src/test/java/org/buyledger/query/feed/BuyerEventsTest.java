package org.buyledger.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.junit.jupiter.api.Test;

class BuyerEventsTest {
    /** What is the publisher's alone. */
    private static final List<String> HIDDEN = List.of(
            "adapter_config.set.v1",
            "auth_config.set.v1",
            "campaign_note.added.v1",
            "creative.escalated.v1",
            "creative_agent.put.v1",
            "creative_agent.removed.v1",
            "currency_limit.removed.v1",
            "currency_limit.set.v1",
            "inventory_profile.put.v1",
            "inventory_profile.removed.v1",
            "media_buy.prioritized.v1",
            "pricing_option.put.v2",
            "pricing_option.removed.v1",
            "principal.deactivated.v1",
            "principal.registered.v1",
            "principal.token_rotated.v1",
            "product.archived.v1",
            "product.put.v1",
            "signals_agent.put.v1",
            "signals_agent.removed.v1",
            "strategy.put.v1",
            "strategy.removed.v1",
            "tenant.deactivated.v1",
            "tenant.reactivated.v1",
            "tenant.registered.v1",
            "tenant.updated.v1",
            "user.deactivated.v1",
            "user.put.v1",
            "user.token_rotated.v1",
            "workflow_step.assigned.v1",
            "workflow_step.commented.v1");

    @Test
    void of_every_type_it_is_decided_whether_buyers_see_it() {
        List<String> decided = Stream.concat(
                        HIDDEN.stream().map(name -> "org.buyledger." + name), BuyerEvents.types().stream())
                .sorted()
                .toList();

        assertThat(decided).isEqualTo(List.copyOf(Event.TYPES.names()));
    }

    @Test
    void what_a_review_says_is_left_out_and_the_rest_stays_as_it_is() {
        assertThat(BuyerEvents.payload(
                        "org.buyledger.creative.rejected.v1",
                        "{\"reason\": \"dark\", \"review\": {\"confidence\": 0.2}}"))
                .isEqualTo("{\"reason\":\"dark\"}");
        assertThat(BuyerEvents.payload("org.buyledger.media_buy.updated.v1", "{\"review\": 1}"))
                .isEqualTo("{\"review\": 1}");
    }
}
