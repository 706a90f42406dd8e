package org.buyledger.projector.mediabuy;

import static org.buyledger.migrations.jooq.Tables.CREATIVE_ASSIGNMENTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.migrations.jooq.tables.records.CreativeAssignmentsRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.Rows;
import org.jooq.Field;
import org.jooq.Table;

/**
 * creative_assignments: an event that names a package names its whole set, so the assignments of a buy belong together. They
 * are released when the buy or the package ends. AdCP 3.1.19, creative assignments.
 */
public final class CreativeAssignments implements Projection<CreativeAssignmentsRecord> {

    @Override
    public Table<CreativeAssignmentsRecord> table() {
        return CREATIVE_ASSIGNMENTS;
    }

    @Override
    public List<Field<?>> group() {
        return List.of(CREATIVE_ASSIGNMENTS.TENANT_ID, CREATIVE_ASSIGNMENTS.MEDIA_BUY_ID);
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof MediaBuyEvent m
                        && (m.status().isFinal() || !packages(m).isEmpty())
                ? Optional.of(RowKey.of(e.tenant(), m.mediaBuyId().value()))
                : Optional.empty();
    }

    private static List<MediaPackage> packages(MediaBuyEvent event) {
        return switch (event) {
            case MediaBuyEvent.Created c -> c.packages();
            case MediaBuyEvent.Updated u -> u.packages();
            case MediaBuyEvent.CreativesAssigned c -> c.packages();
            case MediaBuyEvent.Approved a -> List.of(); // of a package, only its deadline changes
            case MediaBuyEvent.CreativeDeadlineExtended c -> List.of();
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
    public List<CreativeAssignmentsRecord> project(List<CreativeAssignmentsRecord> rows, Recorded<Event> e) {
        MediaBuyEvent event = (MediaBuyEvent) e.event();
        if (event.status().isFinal()) {
            return List.of();
        }
        List<CreativeAssignmentsRecord> after = new ArrayList<>(rows);
        for (MediaPackage part : packages(event)) {
            List<CreativeAssignment> assigned = part.isCanceled() ? List.of() : part.creativeAssignments();
            after.removeIf(row -> row.getPackageId().equals(part.packageId().value())
                    && assigned.stream().noneMatch(a -> isOf(row, a)));
            for (CreativeAssignment assignment : assigned) {
                set(row(after, e, event, part, assignment), assignment);
            }
        }
        return after;
    }

    private static boolean isOf(CreativeAssignmentsRecord row, CreativeAssignment assignment) {
        return row.getCreativeId().equals(assignment.creativeId().value());
    }

    private static CreativeAssignmentsRecord row(
            List<CreativeAssignmentsRecord> rows,
            Recorded<Event> e,
            MediaBuyEvent event,
            MediaPackage part,
            CreativeAssignment assignment) {
        return rows.stream()
                .filter(row -> row.getPackageId().equals(part.packageId().value()) && isOf(row, assignment))
                .findFirst()
                .orElseGet(() -> {
                    CreativeAssignmentsRecord added = Rows.begin(CREATIVE_ASSIGNMENTS)
                            .setTenantId(e.tenant())
                            .setMediaBuyId(event.mediaBuyId().value())
                            .setPackageId(part.packageId().value())
                            .setCreativeId(assignment.creativeId().value())
                            .setPrincipalId(event.principalId().value())
                            .setCreatedAt(e.at());
                    rows.add(added);
                    return added;
                });
    }

    private static void set(CreativeAssignmentsRecord row, CreativeAssignment assignment) {
        row.setWeight(assignment.weight())
                .setPlacementIds(assignment.placementIds().toArray(String[]::new))
                .setDetails(Payload.jsonb(assignment.details()));
    }
}
