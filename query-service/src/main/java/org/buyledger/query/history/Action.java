package org.buyledger.query.history;

import java.util.List;
import java.util.Locale;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.WireTypes;
import org.buyledger.events.mediabuy.MediaBuyEvent;

/** What an event did, in one word: in AdCP's for a buy's history where it has one, else in the type's own. */
final class Action {
    /** For what the caller is not told, and for what is several things at once. */
    static final String UPDATED = "updated";

    private Action() {}

    static String of(Recorded<Event> event) {
        return switch (event.event()) {
            case MediaBuyEvent.Started started -> "activated";
            case MediaBuyEvent.Updated updated
            when updated.actions().size() == 1 -> updated.actions().getFirst();
            default -> verb(event.envelope().type());
        };
    }

    /** {@code created} of {@code org.buyledger.media_buy.created.v1}. */
    private static String verb(String type) {
        List<String> parts = List.of(type.substring(WireTypes.PREFIX.length()).split("\\.", -1));
        return parts.get(1).toLowerCase(Locale.ROOT);
    }
}
