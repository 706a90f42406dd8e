package org.buyledger.command.lifecycle;

import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.acmeWithReview;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

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
                    "creative",
                    Map.of(
                            "pending_review", () -> creative(),
                            "approved", () -> Commands.after(creative(), "review_creative: approve"),
                            "rejected", () -> Commands.after(creative(), "review_creative: reject"))),
            Map.entry(
                    "workflow_step",
                    Map.of(
                            "requires_approval", () -> reviewed("workflow_step"),
                            "approved", () -> Commands.after(reviewed("workflow_step"), "approve_workflow_step"),
                            "rejected", () -> Commands.after(reviewed("workflow_step"), "reject_workflow_step"),
                            "canceled", () -> Commands.after(reviewed("workflow_step"), "cancel_media_buy"),
                            "failed", () -> failed())),
            Map.entry(
                    "tenant",
                    Map.of("absent", () -> none("tenant ghost ghost"), "active", () -> none("tenant acme acme"))),
            Map.entry(
                    "principal",
                    Map.of("absent", () -> none("principal acme new"), "active", () -> none("principal acme nova"))),
            Map.entry(
                    "user",
                    Map.of(
                            "absent", () -> looked(acme(), "user acme new", entity -> "active"),
                            "active", () -> looked(acme(), "user acme vic", entity -> "active"))),
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

    private static Case creative() {
        Case creative = looked(acmeWithReview(), "creative", Case::stateOf);
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
