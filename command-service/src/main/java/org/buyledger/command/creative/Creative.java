package org.buyledger.command.creative;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.creative.CreativeStatus;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;

/** A buyer's creative, as decisions see it; its id is unique within that buyer alone. */
public record Creative(
        long revision, PrincipalId principal, CreativeId id, CreativeEvent.Content content, CreativeStatus status)
        implements Entity {

    public static final Kind<Creative> KIND = Kind.of("creative", Creative.class, creative -> Set.of());

    public static Optional<Creative> find(Ledger ledger, PrincipalId principal, CreativeId id) {
        return ledger.find(KIND, CreativeEvent.subject(principal, id).id());
    }

    public boolean isApproved() {
        return status == CreativeStatus.APPROVED;
    }

    /** Whether a buyer may put it into a package: what was rejected or archived has to be synced anew. */
    public boolean isUsable() {
        return status != CreativeStatus.REJECTED && status != CreativeStatus.ARCHIVED;
    }

    public static Creative evolve(@Nullable Creative before, CreativeEvent event) {
        long revision = before == null ? 1 : before.revision + 1;
        CreativeEvent.Content content = switch (event) {
            case CreativeEvent.Synced e -> e.content();
            case CreativeEvent.Approved e -> Objects.requireNonNull(before).content;
            case CreativeEvent.Rejected e -> Objects.requireNonNull(before).content;
        };
        return new Creative(revision, event.principalId(), event.creativeId(), content, event.status());
    }
}
