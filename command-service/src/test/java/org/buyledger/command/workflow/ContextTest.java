package org.buyledger.command.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuy;

import java.util.List;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.ContextId;
import org.junit.jupiter.api.Test;

class ContextTest {
    private static final PrincipalId NOVA = new PrincipalId("nova");
    private final Scenario scenario = acme();

    private String opened(String token) {
        return scenario.when(token, "open_context", "{}").then(Outcome.ACCEPTED).response("/context_id");
    }

    private Answered say(String token, String context, String text) {
        return scenario.when(
                token, "append_context_message", "{'context_id': '%s', 'text': '%s'}".formatted(context, text));
    }

    @Test
    void a_buyer_opens_a_context_about_its_own_object_with_its_first_message() {
        String buy = scenario.when("nova", "create_media_buy", createMediaBuy()).response("/media_buy_id");
        Answered opened =
                scenario.when("nova", "open_context", "{'object': 'media_buy/%s', 'text': 'Any news?'}".formatted(buy));
        ContextId id = new ContextId(opened.response("/context_id"));

        assertThat(id.value()).matches("ctx_[0-9a-f]{16}");
        assertThat(opened.response("/revision")).isEqualTo("2");
        assertThat(opened.events())
                .containsExactly(
                        new ContextEvent.Opened(id, NOVA, "media_buy/" + buy),
                        new ContextEvent.MessageAppended(id, NOVA, "Any news?"));
    }

    @Test
    void another_buyer_s_object_is_as_one_that_is_not_there() {
        String buy = scenario.when("nova", "create_media_buy", createMediaBuy()).response("/media_buy_id");
        scenario.when("nova", "sync_creatives", Scenario.syncCreatives(Scenario.creative("c1")));

        for (String object : List.of("media_buy/" + buy, "media_buy/mb_0", "creative/nova/c1", "workflow_step/")) {
            scenario.when("orbit", "open_context", "{'object': '%s'}".formatted(object))
                    .refused(ErrorCode.REFERENCE_NOT_FOUND, "/object");
        }
        scenario.when("nova", "open_context", "{'object': 'creative/nova/c1'}").then(Outcome.ACCEPTED);
        for (String object : List.of("media_buy", "product/home", "")) {
            scenario.when("nova", "open_context", "{'object': '%s'}".formatted(object))
                    .refused(ErrorCode.VALIDATION_ERROR, "/object");
        }
    }

    @Test
    void its_owner_and_the_publisher_talk_and_nobody_else() {
        String context = opened("nova");

        assertThat(say("nova", context, "Hello").events())
                .containsExactly(new ContextEvent.MessageAppended(new ContextId(context), NOVA, "Hello"));
        say("manager", context, "Hello").then(Outcome.ACCEPTED);
        say("admin", context, "Hello").then(Outcome.ACCEPTED);
        say("viewer", context, "Hello").refused(ErrorCode.PERMISSION_DENIED, "authorization");
        assertThat(scenario.log().stream().map(e -> e.envelope().actor().toString()))
                .endsWith("principal:nova", "user:max", "user:ada", "user:vic");
    }

    @Test
    void another_buyer_s_context_answers_as_a_missing_one() {
        String context = opened("nova");

        String foreign = say("orbit", context, "x")
                .refused(ErrorCode.SESSION_NOT_FOUND, "/context_id")
                .message();
        String missing = say("orbit", "ctx_none", "x")
                .refused(ErrorCode.SESSION_NOT_FOUND, "/context_id")
                .message();
        assertThat(foreign.replace(context, "ctx_none")).isEqualTo(missing);
    }

    @Test
    void only_buyers_open_contexts_and_a_command_says_who_may_send_it() {
        scenario.when("admin", "open_context", "{}").refused(ErrorCode.PERMISSION_DENIED, "authorization");
        assertThat(say("viewer", "ctx_1", "x")
                        .refused(ErrorCode.PERMISSION_DENIED, "authorization")
                        .suggestion())
                .isEqualTo("It needs the token of a buyer or a manager.");
    }

    @Test
    void a_message_has_an_end_and_so_has_a_context() {
        String context = opened("nova");
        say("nova", context, "").refused(ErrorCode.VALIDATION_ERROR, "/text");
        say("nova", context, "x".repeat(2001)).refused(ErrorCode.VALIDATION_ERROR, "/text");
        scenario.when("nova", "open_context", "{'text': ' '}").refused(ErrorCode.VALIDATION_ERROR, "/text");
        scenario.when(
                        "nova",
                        "append_context_message",
                        "{'context_id': '%s', 'text': 'x', 'revision': 7}".formatted(context))
                .refused(ErrorCode.CONFLICT, "/revision");

        for (int i = 0; i < 500; i++) {
            say("nova", context, "x").then(Outcome.ACCEPTED);
        }
        say("nova", context, "x").refused(ErrorCode.INVALID_STATE, "/context_id");
    }
}
