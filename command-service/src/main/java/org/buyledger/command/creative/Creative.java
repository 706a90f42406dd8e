package org.buyledger.command.creative;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Subject;
import org.buyledger.events.creative.CreativeCommand.Verdict;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.creative.CreativeReview;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's creative, as decisions see it; its id is unique within that buyer alone.
 *
 * @param agentSaid what an agent last said of it as it is now; null where none did
 */
public record Creative(
        long revision,
        PrincipalId principal,
        CreativeId id,
        CreativeEvent.Content content,
        @Nullable Verdict agentSaid,
        CreativeStatus status)
        implements Entity {

    public static final Kind<Creative> KIND = Kind.of("creative", Creative.class, Creative::pointers);

    private static Set<Pointer> pointers(Creative creative) {
        return creative.isArchived()
                ? Set.of()
                : Set.of(new Pointer(
                        Index.CREATIVES_BY_PRINCIPAL,
                        creative.principal.value(),
                        creative.subject().id()));
    }

    public static Optional<Creative> find(Ledger ledger, PrincipalId principal, CreativeId id) {
        return ledger.find(KIND, CreativeEvent.subject(principal, id).id());
    }

    /** All of a buyer's creatives that are not archived. */
    static List<Creative> of(Ledger ledger, PrincipalId principal) {
        return ledger.ids(Index.CREATIVES_BY_PRINCIPAL, principal.value()).stream()
                .map(id -> ledger.find(KIND, id).orElseThrow())
                .toList();
    }

    Subject subject() {
        return CreativeEvent.subject(principal, id);
    }

    public boolean isApproved() {
        return status == CreativeStatus.APPROVED;
    }

    public boolean isArchived() {
        return status == CreativeStatus.ARCHIVED;
    }

    /** Whether a buyer may put it into a package: what was rejected or archived has to be synced anew. */
    public boolean isUsable() {
        return status != CreativeStatus.REJECTED && !isArchived();
    }

    /** Media buys, not yet over, in a living package of which it serves; the first {@code most} of them. */
    List<String> buys(Ledger ledger, int most) {
        return ledger.ids(Index.BUYS_BY_CREATIVE, subject().id(), most);
    }

    public static Creative evolve(@Nullable Creative before, CreativeEvent event) {
        return switch (event) {
            case CreativeEvent.Synced e ->
                new Creative(
                        before == null ? 1 : before.revision + 1,
                        e.principalId(),
                        e.creativeId(),
                        e.content(),
                        null,
                        e.status());
            case CreativeEvent.Approved e -> reviewed(before, e.review(), e.status());
            case CreativeEvent.Rejected e -> reviewed(before, e.review(), e.status());
            case CreativeEvent.Escalated e -> reviewed(before, e.review(), e.status());
            case CreativeEvent.Suspended e -> reviewed(before, null, e.status());
            case CreativeEvent.Archived e -> reviewed(before, null, e.status());
        };
    }

    private static Creative reviewed(
            @Nullable Creative before, @Nullable CreativeReview review, CreativeStatus status) {
        Creative known = Objects.requireNonNull(before);
        Verdict said =
                review != null && review.reviewType() == CreativeReview.Type.AI ? review.decision() : known.agentSaid;
        return new Creative(known.revision + 1, known.principal, known.id, known.content, said, status);
    }
}
