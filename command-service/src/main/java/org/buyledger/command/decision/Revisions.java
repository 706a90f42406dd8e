package org.buyledger.command.decision;

import java.util.Map;
import java.util.Optional;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** The guard against deciding on what has changed meanwhile. AdCP 3.1.19, optimistic concurrency. */
public final class Revisions {
    private Revisions() {}

    /**
     * CONFLICT when a revision is given and the object has another.
     *
     * @param what the object, for the message
     * @param seen the revision that the sender saw, null to decide on whatever is there
     * @param entity the object, empty when it does not exist yet, which is revision 0
     */
    public static Optional<Failure> conflict(String what, @Nullable Long seen, Optional<? extends Entity> entity) {
        long current = entity.map(Entity::revision).orElse(0L);
        if (seen == null || seen == current) {
            return Optional.empty();
        }
        return Optional.of(Failure.of(
                        ErrorCode.CONFLICT,
                        "/revision",
                        "%s is at revision %d, not %d.".formatted(what, current, seen),
                        "Read it again, decide again, and send the revision that you then saw.")
                .with(Map.of("current_revision", JsonNodeFactory.instance.numberNode(current))));
    }
}
