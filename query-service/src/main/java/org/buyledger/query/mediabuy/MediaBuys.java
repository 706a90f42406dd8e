package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.MEDIA_BUYS;

import java.util.List;
import java.util.stream.Stream;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Page;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;

/** {@code /v1/media-buys}: each with its packages, each of these with its assignments. */
public final class MediaBuys {
    private static final int MOST_IDS = 100;

    private static final List<Sort<MediaBuysRecord>> SORTS = List.of(
            new Sort<>(List.of("-updated_at", "updated_at"), List.of(MEDIA_BUYS.UPDATED_AT, MEDIA_BUYS.MEDIA_BUY_ID)),
            new Sort<>(List.of("start_time", "-start_time"), List.of(MEDIA_BUYS.START_TIME, MEDIA_BUYS.MEDIA_BUY_ID)));

    /** What goes by what buyers do not see. */
    private static final List<Sort<MediaBuysRecord>> SORTS_FOR_USERS = Stream.concat(
                    SORTS.stream(),
                    Stream.of(new Sort<>(
                            List.of("-priority", "priority"), List.of(MEDIA_BUYS.PRIORITY, MEDIA_BUYS.MEDIA_BUY_ID))))
            .toList();

    private final Paging paging;

    public MediaBuys(Paging paging) {
        this.paging = paging;
    }

    /** A page of those that the caller sees. */
    public Answer list(ReadRequest request) {
        Filter filter = new Filter(request.parameters(), visible(request))
                .oneOf("status", MEDIA_BUYS.STATUS)
                .in("media_buy_id", MEDIA_BUYS.MEDIA_BUY_ID, MOST_IDS)
                .equal("brand_domain", MEDIA_BUYS.BRAND_DOMAIN)
                .within("start_time", MEDIA_BUYS.START_TIME)
                .within("updated_at", MEDIA_BUYS.UPDATED_AT);
        if (!request.caller().isPrincipal()) {
            filter.equal("principal_id", MEDIA_BUYS.PRINCIPAL_ID);
        }
        Page<MediaBuysRecord> page =
                paging.page(request, MEDIA_BUYS, filter, request.caller().isPrincipal() ? SORTS : SORTS_FOR_USERS);
        return page.answer("media_buys", withPackages(request, page.rows()));
    }

    /** One of those that the caller sees. */
    public Answer byId(ReadRequest request) {
        MediaBuysRecord row = request.db()
                .selectFrom(MEDIA_BUYS)
                .where(visible(request))
                .and(MEDIA_BUYS.MEDIA_BUY_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw new Problem(ProblemType.MEDIA_BUY_NOT_FOUND, "There is no media buy '" + request.id() + "'.");
        }
        return request.unlessUnchanged(
                Etag.ofRevision(row.getRevision()),
                () -> withPackages(request, List.of(row)).getFirst());
    }

    private static Condition visible(ReadRequest request) {
        return request.caller().owns(MEDIA_BUYS.TENANT_ID, MEDIA_BUYS.PRINCIPAL_ID);
    }

    private static List<MediaBuy> withPackages(ReadRequest request, List<MediaBuysRecord> rows) {
        Packages packages = Packages.of(request.db(), request.caller().tenant(), rows);
        return rows.stream()
                .map(row -> MediaBuy.of(row, request.caller(), packages.in(row)))
                .toList();
    }
}
