package org.buyledger.query.feed;

import java.util.List;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Historical;

/** The types that events of the log have. */
public final class EventTypes {
    /** Those that are no longer written too: the log has what was. Sorted. */
    public static final List<String> ALL = Stream.concat(
                    Event.TYPES.names().stream(), Historical.TYPES.names().stream())
            .sorted()
            .toList();

    private EventTypes() {}
}
