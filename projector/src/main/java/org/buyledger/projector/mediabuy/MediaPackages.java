package org.buyledger.projector.mediabuy;

import static org.buyledger.migrations.jooq.Tables.MEDIA_PACKAGES;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.Cancellation;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.migrations.jooq.enums.Pacing;
import org.buyledger.migrations.jooq.tables.records.MediaPackagesRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.Rows;
import org.jooq.Field;
import org.jooq.Table;

/** media_packages: the packages of a buy belong together, so that one that is added comes after those there are. */
public final class MediaPackages implements Projection<MediaPackagesRecord> {

    @Override
    public Table<MediaPackagesRecord> table() {
        return MEDIA_PACKAGES;
    }

    @Override
    public List<Field<?>> group() {
        return List.of(MEDIA_PACKAGES.TENANT_ID, MEDIA_PACKAGES.MEDIA_BUY_ID);
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof MediaBuyEvent m && !packages(m).isEmpty()
                ? Optional.of(RowKey.of(e.tenant(), m.mediaBuyId().value()))
                : Optional.empty();
    }

    private static List<MediaPackage> packages(MediaBuyEvent event) {
        return switch (event) {
            case MediaBuyEvent.Created c -> c.packages();
            case MediaBuyEvent.Updated u -> u.packages();
            case MediaBuyEvent.CreativesAssigned c -> List.of(); // of a package, only its assignments change
            case MediaBuyEvent.Approved a -> a.packages();
            case MediaBuyEvent.CreativeDeadlineExtended c -> c.packages();
            case MediaBuyEvent.Prioritized p -> List.of();
            case MediaBuyEvent.Rejected r -> List.of();
            case MediaBuyEvent.CreativesApproved c -> List.of();
            case MediaBuyEvent.Started s -> List.of();
            case MediaBuyEvent.Completed c -> List.of();
            case MediaBuyEvent.Canceled c -> List.of();
        };
    }

    @Override
    public boolean begins(Event event) {
        return event instanceof MediaBuyEvent.Created;
    }

    @Override
    public List<MediaPackagesRecord> project(List<MediaPackagesRecord> rows, Recorded<Event> e) {
        MediaBuyEvent event = (MediaBuyEvent) e.event();
        return put(new ArrayList<>(rows), e.tenant(), event.mediaBuyId().value(), packages(event));
    }

    private static List<MediaPackagesRecord> put(
            List<MediaPackagesRecord> rows, String tenant, String buy, List<MediaPackage> packages) {
        for (MediaPackage part : packages) {
            MediaPackagesRecord row = rows.stream()
                    .filter(r -> r.getPackageId().equals(part.packageId().value()))
                    .findFirst()
                    .orElseGet(() -> {
                        MediaPackagesRecord added = Rows.begin(MEDIA_PACKAGES)
                                .setTenantId(tenant)
                                .setMediaBuyId(buy)
                                .setPackageId(part.packageId().value())
                                .setOrdinal(last(rows) + 1);
                        rows.add(added);
                        return added;
                    });
            set(row, part);
        }
        return rows;
    }

    private static int last(List<MediaPackagesRecord> rows) {
        return rows.stream()
                .map(MediaPackagesRecord::getOrdinal)
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private static void set(MediaPackagesRecord row, MediaPackage part) {
        Cancellation cancellation = part.cancellation();
        row.setProductId(part.productId().value())
                .setPricingOptionId(part.pricingOptionId().value())
                .setBudget(part.budget())
                .setBidPrice(part.bidPrice())
                .setPacing(
                        part.pacing() == null
                                ? null
                                : Pacing.lookupLiteral(part.pacing().name().toLowerCase(Locale.ROOT)))
                .setImpressions(part.impressions())
                .setStartTime(part.startTime())
                .setEndTime(part.endTime())
                .setCreativeDeadline(part.creativeDeadline())
                .setPaused(part.paused())
                .setCanceledAt(cancellation == null ? null : cancellation.canceledAt())
                .setCanceledBy(cancellation == null ? null : MediaBuys.party(cancellation.canceledBy()))
                .setCancellationReason(cancellation == null ? null : cancellation.reason())
                .setDetails(Payload.jsonb(part.details()));
    }
}
