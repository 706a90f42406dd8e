package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.CREATIVES;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_ASSIGNMENTS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.jooq.enums.CreativeStatus;
import org.buyledger.migrations.jooq.tables.records.CreativesRecord;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The creatives that are assigned in some media buys. */
final class AssignedCreatives {
    private final Map<String, List<One>> ofBuy;

    private AssignedCreatives(Map<String, List<One>> ofBuy) {
        this.ofBuy = ofBuy;
    }

    /** A creative in short; {@code /v1/creatives/{id}} has the rest. */
    record One(
            String creativeId,
            String name,
            CreativeStatus status,
            @Nullable JSONB formatId,
            @Nullable String formatKind,
            @Nullable String rejectionReason,
            @Nullable String suspensionReason,
            long revision,
            Instant updatedAt) {

        static One of(CreativesRecord row) {
            return new One(
                    row.getCreativeId(),
                    row.getName(),
                    row.getStatus(),
                    row.getFormatId(),
                    row.getFormatKind(),
                    row.getRejectionReason(),
                    row.getSuspensionReason(),
                    row.getRevision(),
                    row.getUpdatedAt());
        }
    }

    static AssignedCreatives of(DSLContext db, String tenant, List<MediaBuysRecord> buys) {
        String[] ids = buys.stream().map(MediaBuysRecord::getMediaBuyId).toArray(String[]::new);
        var assigned = DSL.selectDistinct(
                        CREATIVE_ASSIGNMENTS.MEDIA_BUY_ID,
                        CREATIVE_ASSIGNMENTS.PRINCIPAL_ID,
                        CREATIVE_ASSIGNMENTS.CREATIVE_ID)
                .from(CREATIVE_ASSIGNMENTS)
                .where(CREATIVE_ASSIGNMENTS.TENANT_ID.eq(tenant))
                .and(CREATIVE_ASSIGNMENTS.MEDIA_BUY_ID.eq(DSL.any(ids)))
                .asTable("assigned");
        return new AssignedCreatives(db.select(assigned.field(CREATIVE_ASSIGNMENTS.MEDIA_BUY_ID), CREATIVES)
                .from(assigned)
                .join(CREATIVES)
                .on(CREATIVES.TENANT_ID.eq(tenant))
                .and(CREATIVES.PRINCIPAL_ID.eq(assigned.field(CREATIVE_ASSIGNMENTS.PRINCIPAL_ID)))
                .and(CREATIVES.CREATIVE_ID.eq(assigned.field(CREATIVE_ASSIGNMENTS.CREATIVE_ID)))
                .orderBy(CREATIVES.CREATIVE_ID)
                .fetchGroups(row -> row.value1(), row -> One.of(row.value2())));
    }

    /** Those of one of the buys, each once. */
    List<One> in(MediaBuysRecord buy) {
        return ofBuy.getOrDefault(buy.getMediaBuyId(), List.of());
    }
}
