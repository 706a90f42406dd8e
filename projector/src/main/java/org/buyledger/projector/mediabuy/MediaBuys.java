package org.buyledger.projector.mediabuy;

import static java.util.Objects.requireNonNull;
import static org.buyledger.migrations.jooq.Tables.MEDIA_BUYS;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.Cancellation;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.Party;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** media_buys: each with the status that its last event gave it. */
public final class MediaBuys implements RowProjection<MediaBuysRecord> {
    private static final TypeReference<Map<String, JsonNode>> DETAILS = new TypeReference<>() {};

    @Override
    public Table<MediaBuysRecord> table() {
        return MEDIA_BUYS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof MediaBuyEvent m
                ? Optional.of(RowKey.of(e.tenant(), m.mediaBuyId().value()))
                : Optional.empty();
    }

    @Override
    public boolean begins(Event event) {
        return event instanceof MediaBuyEvent.Created;
    }

    @Override
    public MediaBuysRecord project(@Nullable MediaBuysRecord row, Recorded<Event> e) {
        MediaBuyEvent event = (MediaBuyEvent) e.event();
        MediaBuysRecord buy = switch (event) {
            case MediaBuyEvent.Created c -> created(e, c);
            case MediaBuyEvent.Approved a -> confirm(requireNonNull(row), a);
            case MediaBuyEvent.Rejected r -> requireNonNull(row).setRejectionReason(r.reason());
            case MediaBuyEvent.Updated u -> update(requireNonNull(row), u);
            case MediaBuyEvent.CreativeDeadlineExtended c ->
                requireNonNull(row).setCreativeDeadline(c.creativeDeadline());
            case MediaBuyEvent.Prioritized p -> requireNonNull(row).setPriority(p.priority());
            case MediaBuyEvent.CreativesAssigned c -> requireNonNull(row);
            case MediaBuyEvent.CreativesApproved c -> requireNonNull(row);
            case MediaBuyEvent.Started s -> requireNonNull(row);
            case MediaBuyEvent.Completed c -> requireNonNull(row);
            case MediaBuyEvent.Canceled c -> cancel(requireNonNull(row), c.cancellation());
        };
        return buy.setStatus(MediaBuyStatus.lookupLiteral(event.status().wire()))
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }

    private static MediaBuysRecord created(Recorded<Event> e, MediaBuyEvent.Created c) {
        return Rows.begin(MEDIA_BUYS)
                .setTenantId(e.tenant())
                .setMediaBuyId(c.mediaBuyId().value())
                .setPrincipalId(c.principalId().value())
                .setAccount(Payload.jsonb(c.account()))
                .setBrand(Payload.jsonb(c.brand()))
                .setBrandDomain(c.brand().domain())
                .setPoNumber(c.poNumber())
                .setCurrency(c.currency())
                .setBudget(c.budget())
                .setStartTime(c.startTime())
                .setEndTime(c.endTime())
                .setCreativeDeadline(c.creativeDeadline())
                .setPaused(c.paused())
                .setPriority(0)
                .setConfirmedAt(c.confirmedAt())
                .setRequestSha256(c.requestSha256())
                .setDetails(Payload.jsonb(c.details()))
                .setCreatedAt(e.at());
    }

    /** The first confirmation stands. */
    private static MediaBuysRecord confirm(MediaBuysRecord buy, MediaBuyEvent.Approved a) {
        buy.setCreativeDeadline(a.creativeDeadline());
        return buy.getConfirmedAt() == null ? buy.setConfirmedAt(a.confirmedAt()) : buy;
    }

    private static MediaBuysRecord update(MediaBuysRecord buy, MediaBuyEvent.Updated u) {
        return buy.setStartTime(u.startTime())
                .setEndTime(u.endTime())
                .setCreativeDeadline(u.creativeDeadline())
                .setPaused(u.paused())
                .setBudget(u.budget())
                .setDetails(merged(buy.getDetails(), u.details()));
    }

    private static JSONB merged(JSONB before, Map<String, JsonNode> changes) {
        if (changes.isEmpty()) {
            return before;
        }
        Map<String, JsonNode> details = new HashMap<>(Json.EVENTS.readValue(before.data(), DETAILS));
        details.putAll(changes);
        return Payload.jsonb(details);
    }

    private static MediaBuysRecord cancel(MediaBuysRecord buy, Cancellation c) {
        return buy.setCanceledAt(c.canceledAt())
                .setCanceledBy(party(c.canceledBy()))
                .setCancellationReason(c.reason());
    }

    static org.buyledger.migrations.jooq.enums.Party party(Party party) {
        return switch (party) {
            case BUYER -> org.buyledger.migrations.jooq.enums.Party.buyer;
            case SELLER -> org.buyledger.migrations.jooq.enums.Party.seller;
        };
    }
}
