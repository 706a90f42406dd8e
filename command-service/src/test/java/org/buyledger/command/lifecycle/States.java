package org.buyledger.command.lifecycle;

import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.buyledger.command.Scenario;
import org.buyledger.command.decision.Entity;

/** How an object of a kind gets into a state: by commands alone. */
final class States {
    private static final Map<String, Map<String, Supplier<Case>>> STATES = Map.ofEntries(
            Map.entry(
                    "media_buy",
                    Map.of(
                            "pending_approval", () -> reviewed("media_buy"),
                            "pending_creatives", () -> buy(createMediaBuy()),
                            "pending_start", () -> buy(createMediaBuyWithCreative()),
                            "active", () -> active("media_buy"),
                            "paused", () -> Commands.after(active("media_buy"), "update_media_buy: paused"),
                            "completed", () -> Commands.after(active("media_buy"), "the end"),
                            "rejected", () -> Commands.after(reviewed("media_buy"), "reject_workflow_step"),
                            "canceled", () -> Commands.after(active("media_buy"), "cancel_media_buy"))),
            Map.entry(
                    "package",
                    Map.of(
                            "live", () -> part(),
                            "paused", () -> Commands.after(part(), "update_media_buy: package paused"),
                            "canceled", () -> Commands.after(part(), "update_media_buy: package canceled"))),
            Map.entry(
                    "creative_deadline",
                    Map.of(
                            "none", () -> deadline(0, Duration.ZERO),
                            "ahead", () -> deadline(6, Duration.ZERO),
                            "passed", () -> deadline(6, Duration.ofHours(7)))),
            Map.entry(
                    "creative",
                    Map.of(
                            "pending_review", () -> creative(),
                            "approved", () -> Commands.after(creative(), "review_creative: approve"),
                            "rejected", () -> Commands.after(creative(), "review_creative: reject"),
                            "suspended",
                                    () -> Commands.after(
                                            Commands.after(creative(), "review_creative: approve"), "suspend_creative"),
                            "archived",
                                    () -> Commands.after(
                                            Commands.after(creative(), "review_creative: approve"),
                                            "archive_creative"))),
            Map.entry(
                    "workflow_step",
                    Map.of(
                            "requires_approval", () -> reviewed("workflow_step"),
                            "approved", () -> Commands.after(reviewed("workflow_step"), "approve_workflow_step"),
                            "rejected", () -> Commands.after(reviewed("workflow_step"), "reject_workflow_step"),
                            "completed",
                                    () -> Commands.after(
                                            reviewed("workflow_step"), "complete_workflow_step: completed"),
                            "canceled", () -> Commands.after(reviewed("workflow_step"), "cancel_media_buy"),
                            "failed", () -> failed())),
            Map.entry(
                    "context",
                    Map.of(
                            "absent", () -> none("context"),
                            "open", () -> none("context").given("nova", "open_context", "{}"))),
            Map.entry(
                    "tenant",
                    Map.of(
                            "absent", () -> none("tenant ghost ghost"),
                            "active", () -> none("tenant acme acme"),
                            "deactivated", () -> Commands.after(none("tenant acme acme"), "deactivate_tenant"))),
            Map.entry(
                    "principal",
                    Map.of(
                            "absent", () -> none("principal acme new"),
                            "active", () -> none("principal acme nova"),
                            "deactivated", () -> Commands.after(none("principal acme nova"), "deactivate_principal"))),
            Map.entry(
                    "user",
                    Map.of(
                            "absent", () -> user("new"),
                            "active", () -> user("vic"),
                            "deactivated", () -> Commands.after(user("vic"), "deactivate_user"))),
            Map.entry(
                    "inventory_profile",
                    removable("inventory_profile acme new", "put_inventory_profile", "remove_inventory_profile")),
            Map.entry(
                    "creative_agent",
                    removable("creative_agent acme new", "put_creative_agent", "remove_creative_agent")),
            Map.entry(
                    "signals_agent", removable("signals_agent acme new", "put_signals_agent", "remove_signals_agent")),
            Map.entry("strategy", removable("strategy acme new", "put_strategy", "remove_strategy")),
            Map.entry("adapter_config", single("adapter_config acme acme", "configure_adapter")),
            Map.entry("auth_config", single("auth_config acme acme", "configure_auth")),
            Map.entry("product", removable("product acme new", "put_product", "archive_product")),
            Map.entry(
                    "pricing_option",
                    removable("pricing_option acme home/new", "put_pricing_option", "remove_pricing_option")),
            Map.entry(
                    "currency_limit",
                    removable("currency_limit acme GBP", "set_currency_limit", "remove_currency_limit")));

    private States() {}

    static Case in(String kind, String state) {
        Supplier<Case> way = STATES.getOrDefault(kind, Map.of()).get(state);
        return Objects.requireNonNull(way, "no way to " + state + " of " + kind + " is known here; add one")
                .get();
    }

    private static Case looked(Scenario scenario, String key, Function<Entity, String> state) {
        return new Case(scenario, key, state);
    }

    private static Case none(String key) {
        return looked(acme(), key, Case::stateOf);
    }

    private static Map<String, Supplier<Case>> removable(String key, String put, String remove) {
        return Map.of(
                "absent", () -> none(key),
                "there", () -> Commands.after(none(key), put),
                "removed", () -> Commands.after(Commands.after(none(key), put), remove));
    }

    private static Map<String, Supplier<Case>> single(String key, String put) {
        return Map.of("absent", () -> none(key), "there", () -> Commands.after(none(key), put));
    }

    private static Case user(String id) {
        return none("user acme " + id);
    }

    private static Case buy(String request) {
        return none("media_buy").given("nova", "create_media_buy", request);
    }

    private static Case reviewed(String kind) {
        return looked(acmeWithReview(), kind, Case::stateOf).given("nova", "create_media_buy", createMediaBuy());
    }

    private static Case active(String kind) {
        return none(kind)
                .given(
                        "nova",
                        "create_media_buy",
                        createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"));
    }

    private static Case part() {
        return looked(acme(), "media_buy", Case::stateOfPackage)
                .given(
                        "nova",
                        "create_media_buy",
                        createMediaBuyWithCreative().replace("'2026-11-24T00:00:00Z'", "'asap'"));
    }

    private static Case deadline(int hours, Duration later) {
        Scenario scenario = acme().given("update_tenant", "{'settings': {'creative_lead_hours': %d}}".formatted(hours));
        Case buy = looked(scenario, "media_buy", entity -> Case.stateOfDeadline(entity, scenario.now()))
                .given("nova", "create_media_buy", createMediaBuyWithCreative());
        scenario.tick(later);
        return buy;
    }

    private static Case creative() {
        Case creative = looked(acmeWithReview(), "creative acme nova/c1", Case::stateOf);
        return Commands.after(creative, "sync_creatives: unchanged");
    }

    /** The step holds a change of a buy that has moved on when it is approved. */
    private static Case failed() {
        Case step = active("workflow_step");
        step.given("admin", "update_tenant", "{'settings': {'human_review_required': true}}");
        step.given(
                "nova",
                "update_media_buy",
                "{TASK, 'media_buy_id': 'BUY', 'packages': [{'package_id': 'PACKAGE', 'budget': 6000}]}");
        step.given("nova", "update_media_buy", "{TASK, 'media_buy_id': 'BUY', 'paused': true}");
        return Commands.after(step, "approve_workflow_step");
    }
}
