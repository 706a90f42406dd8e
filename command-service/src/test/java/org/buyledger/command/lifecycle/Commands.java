package org.buyledger.command.lifecycle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.events.Failure;
import org.buyledger.events.tenancy.TokenHash;

/** What the first column of the tables says, as it is sent. */
final class Commands {
    private static final String UPDATE = "{TASK, 'media_buy_id': 'BUY', %s}";
    private static final String PACKAGE = UPDATE.formatted("'packages': [{'package_id': 'PACKAGE', %s}]");
    private static final String SYNC = "{TASK, 'creatives': [%s]}";
    private static final String REVIEW =
            "{'principal_id': 'nova', 'creative_id': 'c1', 'decision': '%s', 'reason': 'x'}";

    private static final String AGENT = "{'agent_id': 'new', 'agent_url': 'https://agent.example', 'name': 'New'}";

    private static final Map<String, Function<Case, Optional<Failure>>> COMMANDS = new HashMap<>();

    static {
        add("update_media_buy: paused", "nova", UPDATE.formatted("'paused': true"));
        add("update_media_buy: resumed", "nova", UPDATE.formatted("'paused': false"));
        add("update_media_buy: canceled", "nova", UPDATE.formatted("'canceled': true"));
        add("update_media_buy: budget", "nova", PACKAGE.formatted("'budget': 6000"));
        add(
                "update_media_buy: creatives",
                "nova",
                PACKAGE.formatted("'creatives': [%s]".formatted(Scenario.creative("c2"))));
        add("update_media_buy: package paused", "nova", PACKAGE.formatted("'paused': true"));
        add("update_media_buy: package resumed", "nova", PACKAGE.formatted("'paused': false"));
        add("update_media_buy: package budget", "nova", PACKAGE.formatted("'budget': 6000"));
        add("update_media_buy: package canceled", "nova", PACKAGE.formatted("'canceled': true"));
        add(
                "extend_creative_deadline",
                "manager",
                "{'media_buy_id': 'BUY', 'creative_deadline': '2026-11-23T23:00:00Z'}");
        add("prioritize_media_buy", "manager", "{'media_buy_id': 'BUY', 'priority': 5}");
        add("note_media_buy", "manager", "{'media_buy_id': 'BUY', 'body': 'x'}");
        add("cancel_media_buy", "manager", "{'media_buy_id': 'BUY', 'reason': 'x'}");
        add("reject_media_buy", "manager", "{'media_buy_id': 'BUY', 'reason': 'x'}");
        add("reject_media_buy of its buy", "manager", "{'media_buy_id': 'BUY', 'reason': 'x'}");
        add("cancel_media_buy of its buy", "manager", "{'media_buy_id': 'BUY', 'reason': 'x'}");
        add(
                "sync_creatives: assigned",
                "nova",
                "{TASK, 'creatives': [%s], 'assignments': [{'creative_id': 'c2', 'package_id': 'PACKAGE'}]}"
                        .formatted(Scenario.creative("c2")));
        add("sync_creatives: unchanged", "nova", SYNC.formatted(Scenario.creative("c1")));
        add("sync_creatives: changed", "nova", SYNC.formatted(changed()));
        COMMANDS.put(
                "sync_creatives: changed, auto-approve",
                object -> refusal(
                        object.given("admin", "update_tenant", "{'settings': {'approval_mode': 'auto-approve'}}")
                                .send("nova", "sync_creatives", SYNC.formatted(changed()))));
        add("review_creative: approve", "manager", REVIEW.formatted("approve"));
        add("review_creative: reject", "manager", REVIEW.formatted("reject"));
        add("suspend_creative", "manager", "{'principal_id': 'nova', 'creative_id': 'c1', 'reason': 'x'}");
        add("archive_creative", "manager", "{'principal_id': 'nova', 'creative_id': 'c1'}");
        add(
                "sync_creatives: left out of a full sync",
                "nova",
                "{TASK, 'creatives': [%s], 'delete_missing': true}".formatted(Scenario.creative("c2")));
        add("approve_workflow_step", "manager", "{'step_id': 'STEP'}");
        add("reject_workflow_step", "manager", "{'step_id': 'STEP', 'reason': 'x'}");
        add("complete_workflow_step: completed", "manager", "{'step_id': 'STEP', 'outcome': 'completed'}");
        add("complete_workflow_step: failed", "manager", "{'step_id': 'STEP', 'outcome': 'failed', 'reason': 'x'}");
        add("assign_workflow_step", "manager", "{'step_id': 'STEP', 'user_id': 'max'}");
        add("comment_workflow_step", "manager", "{'step_id': 'STEP', 'text': 'x'}");
        add("append_context_message", "manager", "{'context_id': 'CONTEXT', 'text': 'x'}");
        COMMANDS.put("the start", object -> passes(object, Duration.ofHours(12)));
        COMMANDS.put("the end", object -> passes(object, Duration.ofDays(30)));
        COMMANDS.put(
                "register_tenant",
                object -> refusal(tenant(
                        object,
                        "root",
                        "register_tenant",
                        "{'name': 'New', 'admin': {'user_id': 'ada', 'email': 'ada@x.example', 'name': 'Ada',"
                                + " 'token_sha256': '%s'}}".formatted(TokenHash.ofToken("admin")))));
        COMMANDS.put("update_tenant", object -> refusal(tenant(object, "admin", "update_tenant", "{'name': 'Other'}")));
        COMMANDS.put("register_principal", object -> refusal(principal(object, "register_principal", "'name': 'X', ")));
        COMMANDS.put("rotate_principal_token", object -> refusal(principal(object, "rotate_principal_token", "")));
        COMMANDS.put("deactivate_tenant", object -> refusal(tenant(object, "root", "deactivate_tenant", "{}")));
        COMMANDS.put("reactivate_tenant", object -> refusal(tenant(object, "root", "reactivate_tenant", "{}")));
        COMMANDS.put(
                "deactivate_principal",
                object -> refusal(
                        object.send("admin", "deactivate_principal", "{'principal_id': '%s'}".formatted(object.id()))));
        COMMANDS.put(
                "deactivate_user",
                object -> refusal(object.send("admin", "deactivate_user", "{'user_id': '%s'}".formatted(object.id()))));
        COMMANDS.put(
                "rotate_user_token",
                object -> refusal(object.send(
                        "admin",
                        "rotate_user_token",
                        "{'user_id': '%s', 'token_sha256': '%s'}".formatted(object.id(), TokenHash.ofToken("fresh")))));
        COMMANDS.put("put_user", object -> {
            String id = object.id();
            return refusal(object.send(
                    "admin",
                    "put_user",
                    "{'user_id': '%s', 'email': '%s@acme.example', 'name': 'Other', 'role': 'viewer'}"
                            .formatted(id, id)));
        });
        add(
                "put_product",
                "admin",
                "{'product_id': 'new', 'name': 'New', 'delivery_type': 'guaranteed',"
                        + " 'format_ids': [{'agent_url': 'https://formats.example', 'id': 'banner'}]}");
        add("archive_product", "admin", "{'product_id': 'new'}");
        add(
                "put_pricing_option",
                "admin",
                "{'product_id': 'home', 'pricing_option_id': 'new', 'pricing_model': 'cpm', 'currency': 'USD',"
                        + " 'fixed_price': 9}");
        add("remove_pricing_option", "admin", "{'product_id': 'home', 'pricing_option_id': 'new'}");
        add("put_inventory_profile", "admin", "{'profile_id': 'new', 'name': 'New'}");
        add("remove_inventory_profile", "admin", "{'profile_id': 'new'}");
        add("put_creative_agent", "admin", AGENT);
        add("remove_creative_agent", "admin", "{'agent_id': 'new'}");
        add("put_signals_agent", "admin", AGENT);
        add("remove_signals_agent", "admin", "{'agent_id': 'new'}");
        add("put_strategy", "admin", "{'strategy_id': 'new', 'name': 'New'}");
        add("remove_strategy", "admin", "{'strategy_id': 'new'}");
        add("configure_adapter", "admin", "{'adapter_type': 'mock'}");
        add("configure_auth", "admin", "{'oidc_enabled': false}");
        add("set_currency_limit", "admin", "{'currency': 'GBP'}");
        add("remove_currency_limit", "admin", "{'currency': 'GBP'}");
    }

    private static int tenantCommands;

    private Commands() {}

    /** Sends it; why it was refused, where it was. */
    static Optional<Failure> send(String what, Case object) {
        return Objects.requireNonNull(COMMANDS.get(what), "nothing is known here for '" + what + "'; add its payload")
                .apply(object);
    }

    /** The object after it, which has to be accepted. */
    static Case after(Case object, String what) {
        send(what, object).ifPresent(failure -> {
            throw new IllegalStateException(failure.message());
        });
        return object;
    }

    private static void add(String what, String token, String payload) {
        String command = what.split("[: ]", 2)[0];
        COMMANDS.put(what, object -> refusal(object.send(token, command, payload)));
    }

    private static Optional<Failure> refusal(Answered answered) {
        return Optional.ofNullable(answered.result().error());
    }

    private static String changed() {
        return Scenario.creative("c1").replace("a.png", "b.png");
    }

    private static Answered principal(Case object, String command, String more) {
        return object.send(
                "admin",
                command,
                "{'principal_id': '%s', %s'token_sha256': '%s'}"
                        .formatted(object.id(), more, TokenHash.ofToken("fresh")));
    }

    private static Answered tenant(Case object, String token, String command, String payload) {
        return object.scenario().sent(object.id(), token, command + ++tenantCommands, command, payload);
    }

    /** As often as something happens: after a long time, a start and an end follow each other. */
    private static Optional<Failure> passes(Case object, Duration time) {
        for (var events = object.scenario().tick(time); !events.isEmpty(); ) {
            events = object.scenario().tick(Duration.ZERO);
        }
        return Optional.empty();
    }
}
