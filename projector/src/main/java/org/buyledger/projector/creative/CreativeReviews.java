package org.buyledger.projector.creative;

import static org.buyledger.migrations.jooq.Tables.CREATIVE_REVIEWS;

import java.util.List;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Identifiers;
import org.buyledger.events.Recorded;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeReview;
import org.buyledger.events.creative.ReviewId;
import org.buyledger.migrations.jooq.enums.CreativeReviewDecision;
import org.buyledger.migrations.jooq.enums.CreativeReviewOutcome;
import org.buyledger.migrations.jooq.enums.CreativeReviewType;
import org.buyledger.migrations.jooq.tables.records.CreativeReviewsRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** creative_reviews: everything that was said of creatives, by people and by agents. */
public final class CreativeReviews implements RowProjection<CreativeReviewsRecord> {

    /** A review in the event that it led to. */
    private record Reviewed(CreativeEvent event, CreativeReview review, CreativeReviewOutcome outcome) {}

    @Override
    public Table<CreativeReviewsRecord> table() {
        return CREATIVE_REVIEWS;
    }

    @Override
    public boolean appendsOnly() {
        return true;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof CreativeEvent c
                ? reviewed(e, c)
                        .map(r -> RowKey.of(e.tenant(), r.review().reviewId().value()))
                : Optional.empty();
    }

    private static Optional<Reviewed> reviewed(Recorded<Event> e, CreativeEvent event) {
        return switch (event) {
            case CreativeEvent.Approved a ->
                Optional.of(new Reviewed(
                        a,
                        a.review() == null ? byPerson(e, a, Verdict.APPROVE, null) : a.review(),
                        CreativeReviewOutcome.approved));
            case CreativeEvent.Rejected r ->
                Optional.of(new Reviewed(
                        r,
                        r.review() == null ? byPerson(e, r, Verdict.REJECT, r.reason()) : r.review(),
                        CreativeReviewOutcome.rejected));
            case CreativeEvent.Escalated x -> Optional.of(new Reviewed(x, x.review(), CreativeReviewOutcome.escalated));
            case CreativeEvent.Synced s -> Optional.empty();
            case CreativeEvent.Suspended s -> Optional.empty();
            case CreativeEvent.Archived a -> Optional.empty();
        };
    }

    /** Events of the time before reviews were told in them are decisions of people. */
    private static CreativeReview byPerson(
            Recorded<Event> e, CreativeEvent event, Verdict decision, @Nullable String reason) {
        String id = Identifiers.mint(
                "review",
                e.tenant(),
                e.envelope().causationId(),
                event.creativeId().value());
        return new CreativeReview(
                new ReviewId(id), CreativeReview.Type.HUMAN, decision, null, List.of(), null, reason, List.of(), false);
    }

    @Override
    public CreativeReviewsRecord project(@Nullable CreativeReviewsRecord row, Recorded<Event> e) {
        Reviewed reviewed = reviewed(e, (CreativeEvent) e.event()).orElseThrow();
        CreativeReview review = reviewed.review();
        return Rows.begin(CREATIVE_REVIEWS)
                .setTenantId(e.tenant())
                .setReviewId(review.reviewId().value())
                .setPrincipalId(reviewed.event().principalId().value())
                .setCreativeId(reviewed.event().creativeId().value())
                .setReviewType(
                        switch (review.reviewType()) {
                            case AI -> CreativeReviewType.ai;
                            case HUMAN -> CreativeReviewType.human;
                        })
                .setReviewer(e.envelope().actor().toString())
                .setDecision(
                        switch (review.decision()) {
                            case APPROVE -> CreativeReviewDecision.approve;
                            case REJECT -> CreativeReviewDecision.reject;
                        })
                .setConfidence(review.confidence())
                .setCategories(review.categories().toArray(String[]::new))
                .setPolicyTriggered(review.policyTriggered())
                .setReason(review.reason())
                .setRecommendations(review.recommendations().toArray(String[]::new))
                .setHumanOverride(review.humanOverride())
                .setFinalDecision(reviewed.outcome())
                .setReviewedAt(e.at());
    }
}
