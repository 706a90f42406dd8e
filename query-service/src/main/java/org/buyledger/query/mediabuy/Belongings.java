package org.buyledger.query.mediabuy;

import java.util.List;
import java.util.Set;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.query.http.ReadRequest;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to some media buys, read with one or two statements for each kind however many the buys are.
 *
 * @param packages null, as each of them, where it was not asked for
 */
record Belongings(
        @Nullable Packages packages,
        @Nullable AssignedCreatives creatives,
        @Nullable Steps steps) {

    static Belongings of(ReadRequest request, List<MediaBuysRecord> buys, Set<Included> included) {
        String tenant = request.caller().tenant();
        return new Belongings(
                included.contains(Included.PACKAGES) ? Packages.of(request.db(), tenant, buys) : null,
                included.contains(Included.CREATIVES) ? AssignedCreatives.of(request.db(), tenant, buys) : null,
                included.contains(Included.WORKFLOW) ? Steps.of(request.db(), request.caller(), buys) : null);
    }
}
