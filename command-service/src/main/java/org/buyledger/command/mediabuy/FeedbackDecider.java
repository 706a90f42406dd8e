package org.buyledger.command.mediabuy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.mediabuy.FeedbackEvent;
import org.buyledger.events.mediabuy.FeedbackSource;
import org.buyledger.events.mediabuy.MediaBuyCommand.MeasurementPeriod;
import org.buyledger.events.mediabuy.MediaBuyCommand.ProvidePerformanceFeedback;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.MetricType;
import org.buyledger.events.mediabuy.PackageId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules for a buyer's feedback on how its buy performs. AdCP 3.1.19, provide_performance_feedback. */
final class FeedbackDecider {
    private FeedbackDecider() {}

    static Decision decide(Ledger ledger, Context context, ProvidePerformanceFeedback command) {
        Optional<MediaBuy> buy = MediaBuy.find(ledger, context.caller().principal(), command.mediaBuyId());
        if (buy.isEmpty()) {
            return refuse(MediaBuyDecider.notFound(command.mediaBuyId()));
        }
        Findings found = new Findings();
        numbers(found, command);
        scope(found, buy.get(), command.packageId(), command.creativeId());
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        FeedbackEvent provided = new FeedbackEvent.Provided(
                context.newFeedbackId(),
                command.mediaBuyId(),
                buy.get().principal(),
                command.packageId(),
                command.creativeId(),
                command.measurementPeriod().start(),
                command.measurementPeriod().end(),
                command.performanceIndex(),
                command.metricType() == null ? MetricType.OVERALL_PERFORMANCE : command.metricType(),
                command.feedbackSource() == null ? FeedbackSource.BUYER_ATTRIBUTION : command.feedbackSource(),
                command.details());
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("status", "completed").put("success", true);
        if (command.context() != null) {
            answer.set("context", command.context());
        }
        return accept(List.of(provided), answer);
    }

    private static void numbers(Findings found, ProvidePerformanceFeedback command) {
        MeasurementPeriod period = command.measurementPeriod();
        if (!period.start().isBefore(period.end())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/measurement_period/end",
                    "The period would end at %s, not after its start at %s.".formatted(period.end(), period.start()),
                    "Give an end after the start.");
        }
        if (command.performanceIndex().signum() < 0) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/performance_index",
                    "A performance index is 0 or more, not "
                            + command.performanceIndex().toPlainString() + ".",
                    "Give 0 for no value, 1 for what was expected, more for better.");
        }
    }

    /** The package is one of the buy's, and the creative is assigned to it, or to any of them where none is named. */
    private static void scope(Findings found, MediaBuy buy, @Nullable PackageId part, @Nullable CreativeId creative) {
        List<MediaPackage> parts = buy.packages().stream()
                .filter(p -> part == null || p.packageId().equals(part))
                .toList();
        if (parts.isEmpty()) {
            found.add(
                    ErrorCode.PACKAGE_NOT_FOUND,
                    "/package_id",
                    "Media buy %s has no package %s.".formatted(buy.id(), part),
                    "Read the buy: GET /v1/media-buys/" + buy.id() + ".");
        } else if (creative != null
                && parts.stream()
                        .flatMap(p -> p.creativeAssignments().stream())
                        .noneMatch(a -> a.creativeId().equals(creative))) {
            found.add(
                    ErrorCode.CREATIVE_NOT_FOUND,
                    "/creative_id",
                    "Creative %s is not assigned to %s."
                            .formatted(creative, part == null ? "media buy " + buy.id() : "package " + part),
                    "Name a creative that serves there, or leave creative_id out.");
        }
    }
}
