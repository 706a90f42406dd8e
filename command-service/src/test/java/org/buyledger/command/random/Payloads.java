package org.buyledger.command.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.command.workflow.Conversation;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.Json;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TokenHash;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Payloads of all commands: the examples of the documentation, with values put into them that mean something in the world
 * at hand. Buyers' tasks get more fields than their examples have.
 */
final class Payloads {
    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final List<String> BUDGETS =
            List.of("150", "150.25", "700", "900", "900", "2000", "2000", "99", "20000", "0", "-1", "200.001");

    private final Random random;
    private final World world;
    private String tenant = "";
    private String buyer = "";

    Payloads(Random random, World world) {
        this.random = random;
        this.world = world;
    }

    String of(String command, String forTenant, String fromBuyer) {
        tenant = forTenant;
        buyer = fromBuyer;
        ObjectNode payload = switch (command) {
            case "create_media_buy" -> createMediaBuy();
            case "update_media_buy" -> updateMediaBuy();
            case "sync_creatives" -> syncCreatives();
            case "review_creative" -> reviewCreative();
            case "complete_workflow_step" -> completeWorkflowStep();
            case "update_tenant" -> updateTenant();
            default -> filled(command);
        };
        if (one(12)) {
            spoil(payload);
        }
        String text = payload.toString();
        return one(80) ? text.substring(0, random.nextInt(text.length())) : text;
    }

    private static ObjectNode example(String command) {
        try {
            return (ObjectNode) Json.COMMANDS.readTree(Files.readString(EXAMPLES.resolve(command + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode filled(String command) {
        ObjectNode example = example(command);
        fill(example);
        return example;
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String bool() {
        return random.nextBoolean() ? "true" : "false";
    }

    private static JsonNode json(String text) {
        return Json.COMMANDS.readTree(text);
    }

    private ObjectNode task() {
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        task.put("idempotency_key", one(20) ? "key-of-several-requests" : "key-%016x".formatted(random.nextLong()));
        task.putObject("account").put("account_id", one(10) ? "second" : "first");
        if (one(25)) {
            task.put("dry_run", true);
        }
        return task;
    }

    private ObjectNode createMediaBuy() {
        ObjectNode task = task();
        task.putObject("brand").put("domain", "brand.example");
        task.put("start_time", one(2) ? "asap" : time(one(10) ? -1 : 1, 48));
        task.put("end_time", time(one(10) ? 1 : 72, 400));
        if (one(4)) {
            task.put("paused", true);
        }
        ArrayNode packages = task.putArray("packages");
        boolean euro = one(4);
        packages.add(newPackage("home", euro));
        if (one(3)) {
            packages.add(newPackage(one(10) ? "home" : "video", one(10) != euro));
        }
        return task;
    }

    private ObjectNode newPackage(String product, boolean euro) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("product_id", product + "-" + tenant);
        part.put("pricing_option_id", (euro ? "euro-" : "cpm-") + tenant);
        part.set("budget", json(any(BUDGETS)));
        if (euro) {
            part.put("bid_price", 6);
        }
        creatives(part);
        return part;
    }

    private void creatives(ObjectNode part) {
        if (one(3)) {
            part.putArray("creatives").add(creative());
        }
        if (one(4)) {
            ArrayNode assignments = part.putArray("creative_assignments");
            for (int i = random.nextInt(3); i > 0; i--) {
                assignments.addObject().put("creative_id", creativeId());
            }
        }
    }

    private ObjectNode updateMediaBuy() {
        ObjectNode task = task();
        Optional<MediaBuy> buy = known(MediaBuy.class);
        task.put("media_buy_id", buy.map(b -> b.id().value()).orElse("mb_0000000000000000"));
        if (one(6)) {
            task.put("revision", 1 + random.nextInt(5));
        }
        if (one(3)) {
            task.put("paused", random.nextBoolean());
        }
        if (one(12)) {
            task.put("canceled", !one(5)).put("cancellation_reason", "Over for " + buyer);
        }
        if (one(6)) {
            task.put("start_time", one(3) ? "asap" : time(-1, 100));
        }
        if (one(5)) {
            task.put("end_time", time(1, 400));
        }
        if (one(2)) {
            ArrayNode packages = task.putArray("packages");
            for (int i = one(4) ? 2 : 1; i > 0; i--) {
                ObjectNode part = packages.addObject().put("package_id", one(20) ? part() : part(buy));
                if (one(2)) {
                    part.set("budget", json(any(BUDGETS)));
                }
                if (one(5)) {
                    part.put("paused", random.nextBoolean());
                }
                if (one(10)) {
                    part.put("canceled", true);
                }
                creatives(part);
            }
        }
        if (one(8)) {
            task.putArray("new_packages").add(newPackage("video", one(4)));
        }
        return task;
    }

    private ObjectNode syncCreatives() {
        ObjectNode task = task();
        ArrayNode creatives = task.putArray("creatives");
        for (int i = one(3) ? 2 : 1; i > 0; i--) {
            creatives.add(creative());
        }
        if (one(2)) {
            ArrayNode assignments = task.putArray("assignments");
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                assignments.addObject().put("creative_id", creativeId()).put("package_id", part());
            }
        }
        if (one(2)) {
            task.put("validation_mode", "lenient");
        }
        return task;
    }

    /** By a person, or by an agent that is more or less sure. */
    private ObjectNode reviewCreative() {
        ObjectNode review = filled("review_creative");
        if (one(2)) {
            review.set("confidence", json(any(List.of("0.01", "0.5", "0.99"))));
            if (one(4)) {
                review.putArray("categories").add("political");
            }
        }
        return review;
    }

    private ObjectNode completeWorkflowStep() {
        ObjectNode completion = filled("complete_workflow_step");
        if (one(2)) {
            completion.put("outcome", "completed").remove("reason");
        }
        return completion;
    }

    private ObjectNode updateTenant() {
        ObjectNode update = filled("update_tenant");
        ((ObjectNode) update.get("settings"))
                .put("human_review_required", random.nextBoolean())
                .put("approval_mode", any(List.of("auto-approve", "require-human", "ai-powered", "ai-powered")));
        return update;
    }

    private ObjectNode creative() {
        ObjectNode creative = JsonNodeFactory.instance.objectNode();
        creative.put("creative_id", any(List.of("shared", "c1-" + buyer, "c2-" + buyer)));
        creative.put("name", "Banner %d of %s".formatted(random.nextInt(3), buyer));
        creative.putObject("format_id")
                .put("agent_url", "https://formats.example")
                .put("id", one(15) ? "unknown" : "banner");
        creative.set(
                "assets",
                json("{\"image\": {\"asset_type\": \"image\", \"url\": \"https://cdn.example/%d.png\","
                                .formatted(random.nextInt(3))
                        + "\"width\": 300, \"height\": 250}}"));
        return creative;
    }

    /** Puts values of this world into the fields of an example, by their names. */
    private void fill(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                fill(object, name);
            }
            Optional<Creative> creative = known(Creative.class);
            if (object.has("principal_id") && object.has("creative_id") && creative.isPresent()) {
                object.put("principal_id", creative.get().principal().value());
                object.put("creative_id", creative.get().id().value());
            }
        } else {
            node.forEach(this::fill);
        }
    }

    private void fill(ObjectNode object, String name) {
        switch (name) {
            case "media_buy_id" -> object.put(name, mediaBuy());
            case "package_id" -> object.put(name, part());
            case "step_id" -> object.put(name, step());
            case "context_id" -> object.put(name, context());
            case "object" -> object.put(name, "media_buy/" + mediaBuy());
            case "creative_id" -> object.put(name, creativeId());
            case "strategy_id" -> object.put(name, any(List.of("sim_rush", "sim_rush", "steady")) + "-" + tenant);
            case "product_id" -> object.put(name, any(List.of("home", "video", "new")) + "-" + tenant);
            case "pricing_option_id" -> object.put(name, any(List.of("cpm", "euro", "new")) + "-" + tenant);
            case "principal_id" -> object.put(name, any(List.of("nova", "orbit", "third")) + "-" + tenant);
            case "user_id" -> object.put(name, any(List.of("ada", "manager", "viewer", "new")) + "-" + tenant);
            case "email" -> object.put(name, any(List.of("ada", "manager", "new")) + "-" + tenant + "@example.com");
            case "name" -> object.put(name, "Name in " + tenant);
            case "currency" -> object.put(name, any(List.of("USD", "EUR", "GBP")));
            case "role" -> object.put(name, any(List.of("viewer", "manager", "admin", "admin", "buyer")));
            case "decision" ->
                object.put(name, any(List.of("approve", "approve", "reject"))).put("reason", reason());
            case "reason" -> object.put(name, reason());
            case "creative_lead_hours" -> object.put(name, any(List.of(0, 1, 24, 72, 9000)));
            case "creative_deadline" -> object.put(name, time(-1, 200));
            case "automatic_creation" -> object.put(name, random.nextBoolean());
            case "token_sha256" -> object.put(name, token().value());
            case "idempotency_key" -> object.put(name, "key-%016x".formatted(random.nextLong()));
            case "revision" -> {
                if (one(2)) {
                    object.put(name, 1 + random.nextInt(4));
                } else {
                    object.remove(name);
                }
            }
            default -> {
                JsonNode value = object.get(name);
                if (value.isContainer()) {
                    fill(value);
                } else if (name.endsWith("_id") && value.isString()) {
                    object.put(name, name.replace("_", "") + random.nextInt(2) + "-" + tenant);
                }
            }
        }
    }

    /** Somebody's token, in use or not. */
    private TokenHash token() {
        return TokenHash.ofToken(
                any(List.of("admin", "manager", "viewer", "nova", "orbit", "fresh" + random.nextInt(100))) + "-"
                        + tenant);
    }

    private String reason() {
        return one(10) ? "" : "Not in " + tenant;
    }

    private String time(int fromHours, int toHours) {
        return world.now()
                .plus(Duration.ofHours(fromHours + random.nextInt(toHours - fromHours)))
                .toString();
    }

    /** One of its own, mostly. */
    private String creativeId() {
        return any(List.of("shared", "c1-" + buyer, "c2-" + buyer, "c1-" + buyer, "c1-orbit-" + tenant));
    }

    private String mediaBuy() {
        return known(MediaBuy.class).map(buy -> buy.id().value()).orElse("mb_0000000000000000");
    }

    private String part() {
        return part(known(MediaBuy.class));
    }

    private String part(Optional<MediaBuy> buy) {
        return buy.map(b -> any(b.packages()).packageId().value()).orElse("pkg_0000000000000000");
    }

    private String step() {
        return known(Step.class).map(step -> step.id().value()).orElse("step_0000000000000000");
    }

    private String context() {
        return known(Conversation.class).map(context -> context.id().value()).orElse("ctx_0000000000000000");
    }

    /** One of those that are there: mostly of the tenant and of the buyer at hand, mostly one that is not over. */
    private <T> Optional<T> known(Class<T> kind) {
        String of = one(20) ? any(Setup.TENANTS) : tenant;
        List<T> all = world.invariants()
                .replay()
                .of(new TenantId(of))
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> one(8) || isLikely(object))
                .toList();
        return all.isEmpty() || one(40) ? Optional.empty() : Optional.of(any(all));
    }

    private boolean isLikely(Object object) {
        return switch (object) {
            case MediaBuy buy ->
                buy.principal().value().equals(buyer) && !buy.status().isFinal();
            case Step step -> !step.status().isFinal();
            case Conversation context -> context.principal().value().equals(buyer);
            default -> true;
        };
    }

    /** Makes one field something that it must not be. */
    private void spoil(ObjectNode payload) {
        List<String> names = List.copyOf(payload.propertyNames());
        if (names.isEmpty()) {
            return;
        }
        String name = any(names);
        switch (random.nextInt(6)) {
            case 0 -> payload.remove(name);
            case 1 -> payload.putNull(name);
            case 2 -> payload.set(name, json(any(List.of("1e400", "-1", "[]", "{}", "\"\"", bool()))));
            case 3 -> payload.put(name, "x".repeat(1 + random.nextInt(3000)));
            case 4 -> payload.put("unknown_" + name, 1);
            default -> payload.put(name, "\u0000\ud83d\ude00' OR 1=1 -- " + name);
        }
    }
}
