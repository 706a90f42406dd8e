package org.buyledger.events.workflow;

import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
import org.jspecify.annotations.Nullable;

/** What can be asked about contexts, in which a buyer and the publisher talk to each other. */
public sealed interface ContextCommand extends Command {

    /**
     * Opens a context of the buyer's own.
     *
     * @param object what it is about, as {@code kind/id}: a media buy, creative or workflow step of the buyer
     * @param text its first message, 1 to 2000 characters
     */
    @WireName("open_context.v1")
    @SentBy(Role.BUYER)
    record OpenContext(@Nullable String object, @Nullable String text) implements ContextCommand {}

    /** Adds a message, 1 to 2000 characters, to a context of the buyer's own, or as the publisher to any. */
    @WireName("append_context_message.v1")
    @SentBy({Role.BUYER, Role.MANAGER})
    record AppendContextMessage(
            ContextId contextId, String text, @Nullable Long revision) implements ContextCommand {}
}
