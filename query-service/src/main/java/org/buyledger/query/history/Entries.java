package org.buyledger.query.history;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.buyledger.events.Actor;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.history.JsonPatch.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a caller is told of an event. */
final class Entries {
    private Entries() {}

    /**
     * The entry of an event. Empty for a caller that is shown nothing of the object before it nor after.
     *
     * @param before what the caller was shown of the object before the event
     * @param after what after it
     * @param ofTypes whether the caller asked for events of some types, so that it may get none whose type it is not told
     */
    static Optional<Entry> of(Caller caller, Recorded<Event> event, JsonNode before, JsonNode after, boolean ofTypes) {
        List<Operation> changes = JsonPatch.between(before, after);
        if (before.isMissingNode() && after.isMissingNode()) {
            return Optional.empty();
        }
        // What happens beside what a buyer is shown, such as talk among the publisher's people, has a name that would
        // tell it.
        boolean isTold = !caller.isPrincipal() || !Summary.isBare(changes);
        if (!isTold && ofTypes) {
            return Optional.empty();
        }
        EventEnvelope envelope = event.envelope();
        String action = isTold ? Action.of(event) : Action.UPDATED;
        boolean isTraced = caller.isTold(envelope.actor());
        return Optional.of(new Entry(
                envelope.revision(),
                envelope.sequence(),
                new Entry.Subject(envelope.subject().kind(), envelope.subject().id()),
                isTraced ? envelope.id() : null,
                isTold ? envelope.type() : null,
                envelope.at(),
                caller.told(envelope.actor()),
                action,
                Summary.of(action, before, changes),
                isTold ? packageId(event.event()) : null,
                changes,
                isTraced ? envelope.causationId() : null,
                isTraced ? envelope.correlationId() : null,
                caller.isPrincipal() ? null : event.place().partition(),
                caller.isPrincipal() ? null : event.place().offset(),
                links(caller, envelope)));
    }

    private static @Nullable String packageId(Event event) {
        List<MediaPackage> packages = switch (event) {
            case MediaBuyEvent.Updated updated -> updated.packages();
            case MediaBuyEvent.CreativesAssigned assigned -> assigned.packages();
            case MediaBuyEvent.CreativeDeadlineExtended extended -> extended.packages();
            default -> List.of();
        };
        return packages.size() == 1 ? packages.getFirst().packageId().value() : null;
    }

    private static @Nullable Map<String, String> links(Caller caller, EventEnvelope envelope) {
        Map<String, String> links = new LinkedHashMap<>();
        boolean isOfCommand = !envelope.actor().equals(Actor.CLOCK);
        if (isOfCommand && caller.isTold(envelope.actor())) {
            links.put(
                    "command", "/v1/commands/" + encoded(envelope.causationId()).replace("+", "%20"));
        }
        if (!caller.isPrincipal()) {
            links.put("caused", "/v1/audit-log?causation_id=" + encoded(envelope.causationId()));
            String correlation = envelope.correlationId();
            if (correlation != null) {
                links.put("correlated", "/v1/audit-log?correlation_id=" + encoded(correlation));
            }
        }
        return links.isEmpty() ? null : links;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
