package org.buyledger.command.mediabuy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Json;
import org.buyledger.events.Timestamps;
import org.buyledger.events.mediabuy.Cancellation;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.workflow.StepId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AdCP's answers to create_media_buy and update_media_buy. AdCP 3.1.19, media-buy/*-response.json. */
final class Answers {
    private Answers() {}

    static ObjectNode created(MediaBuy buy, @Nullable JsonNode context) {
        ObjectNode answer = state(buy);
        Instant confirmed = buy.confirmedAt();
        answer.put("confirmed_at", confirmed == null ? null : Timestamps.text(confirmed));
        Instant deadline = buy.creativeDeadline();
        if (deadline != null) {
            answer.put("creative_deadline", Timestamps.text(deadline));
        }
        answer.set("packages", packages(buy.packages()));
        return echo(answer, context);
    }

    /** The answer to an update that is applied at once; {@code affected} are the packages that it changed. */
    static ObjectNode updated(MediaBuy buy, List<MediaPackage> affected, Instant now, @Nullable JsonNode context) {
        ObjectNode answer = state(buy);
        answer.put("implementation_date", Timestamps.text(now));
        answer.set("affected_packages", packages(affected));
        return echo(answer, context);
    }

    static ObjectNode submitted(StepId step, String message, @Nullable JsonNode context) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("status", "submitted")
                .put("task_id", step.value())
                .put("message", message);
        return echo(answer, context);
    }

    private static ObjectNode state(MediaBuy buy) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                // the state of the task; the buy's own is beside it
                .put("status", "completed")
                .put("media_buy_id", buy.id().value())
                .put("media_buy_status", buy.status().wire())
                .put("revision", buy.revision())
                .put("currency", buy.currency())
                .put("total_budget", buy.budget());
        ArrayNode actions = answer.putArray("valid_actions");
        buy.status().validActions(buy.held()).forEach(actions::add);
        return answer;
    }

    private static ObjectNode echo(ObjectNode answer, @Nullable JsonNode context) {
        if (context != null) {
            answer.set("context", context);
        }
        return answer;
    }

    private static ArrayNode packages(List<MediaPackage> packages) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        packages.forEach(part -> array.add(packageOf(part)));
        return array;
    }

    /** A package's whole state, as AdCP's core/package.json has it. */
    private static ObjectNode packageOf(MediaPackage part) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("package_id", part.packageId().value())
                .put("product_id", part.productId().value())
                .put("pricing_option_id", part.pricingOptionId().value())
                .put("budget", part.budget());
        if (part.bidPrice() != null) {
            json.put("bid_price", part.bidPrice());
        }
        if (part.pacing() != null) {
            json.set("pacing", Json.COMMANDS.valueToTree(part.pacing()));
        }
        if (part.impressions() != null) {
            json.put("impressions", part.impressions());
        }
        if (part.startTime() != null) {
            json.put("start_time", part.startTime().toString());
        }
        if (part.endTime() != null) {
            json.put("end_time", part.endTime().toString());
        }
        Instant deadline = part.creativeDeadline();
        if (deadline != null) {
            json.put("creative_deadline", Timestamps.text(deadline));
        }
        json.put("paused", part.paused());
        json.put("canceled", part.isCanceled());
        Cancellation cancellation = part.cancellation();
        if (cancellation != null) {
            json.set("cancellation", Json.COMMANDS.valueToTree(cancellation));
        }
        json.set("creative_assignments", Json.COMMANDS.valueToTree(part.creativeAssignments()));
        for (Map.Entry<String, JsonNode> detail : part.details().entrySet()) {
            json.set(detail.getKey(), detail.getValue());
        }
        return json;
    }
}
