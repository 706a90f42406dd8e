package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.CREATIVE_ASSIGNMENTS;
import static org.buyledger.migrations.jooq.Tables.MEDIA_PACKAGES;

import java.util.List;
import java.util.Map;
import org.buyledger.migrations.jooq.tables.records.CreativeAssignmentsRecord;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.migrations.jooq.tables.records.MediaPackagesRecord;
import org.buyledger.query.mediabuy.MediaPackage.Assignment;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The packages of some media buys, read with two statements however many the buys are. */
final class Packages {
    private final Map<String, ? extends List<MediaPackagesRecord>> ofBuy;
    private final Map<Place, ? extends List<CreativeAssignmentsRecord>> inPlace;

    /** Where a creative serves. */
    private record Place(String mediaBuyId, String packageId) {}

    private Packages(
            Map<String, ? extends List<MediaPackagesRecord>> ofBuy,
            Map<Place, ? extends List<CreativeAssignmentsRecord>> inPlace) {
        this.ofBuy = ofBuy;
        this.inPlace = inPlace;
    }

    static Packages of(DSLContext db, String tenant, List<MediaBuysRecord> buys) {
        // An array, not IN: one statement to plan, however many they are.
        String[] ids = buys.stream().map(MediaBuysRecord::getMediaBuyId).toArray(String[]::new);
        return new Packages(
                db.selectFrom(MEDIA_PACKAGES)
                        .where(MEDIA_PACKAGES.TENANT_ID.eq(tenant))
                        .and(MEDIA_PACKAGES.MEDIA_BUY_ID.eq(DSL.any(ids)))
                        .orderBy(MEDIA_PACKAGES.ORDINAL, MEDIA_PACKAGES.PACKAGE_ID)
                        .fetchGroups(MEDIA_PACKAGES.MEDIA_BUY_ID),
                db.selectFrom(CREATIVE_ASSIGNMENTS)
                        .where(CREATIVE_ASSIGNMENTS.TENANT_ID.eq(tenant))
                        .and(CREATIVE_ASSIGNMENTS.MEDIA_BUY_ID.eq(DSL.any(ids)))
                        .orderBy(CREATIVE_ASSIGNMENTS.CREATED_AT, CREATIVE_ASSIGNMENTS.CREATIVE_ID)
                        .fetchGroups(row -> new Place(row.getMediaBuyId(), row.getPackageId())));
    }

    /** Those of one of the buys, in the order in which they were added. */
    List<MediaPackage> in(MediaBuysRecord buy) {
        List<MediaPackagesRecord> rows = ofBuy.get(buy.getMediaBuyId());
        return rows == null
                ? List.of()
                : rows.stream()
                        .map(row -> MediaPackage.of(row, buy.getCurrency(), assignments(row)))
                        .toList();
    }

    private List<Assignment> assignments(MediaPackagesRecord row) {
        List<CreativeAssignmentsRecord> rows = inPlace.get(new Place(row.getMediaBuyId(), row.getPackageId()));
        return rows == null ? List.of() : rows.stream().map(Assignment::of).toList();
    }
}
