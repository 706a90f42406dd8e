package org.buyledger.command.workflow;

import java.util.Objects;
import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.ContextId;
import org.jspecify.annotations.Nullable;

/**
 * A context, as decisions see it.
 *
 * @param principal whose it is
 */
public record Conversation(long revision, ContextId id, PrincipalId principal) implements Entity {
    public static final Kind<Conversation> KIND = Kind.of("context", Conversation.class, conversation -> Set.of());

    public static Conversation evolve(@Nullable Conversation before, ContextEvent event) {
        return switch (event) {
            case ContextEvent.Opened e -> new Conversation(1, e.contextId(), e.principalId());
            case ContextEvent.MessageAppended e -> {
                Conversation known = Objects.requireNonNull(before);
                yield new Conversation(known.revision + 1, known.id, known.principal);
            }
        };
    }
}
