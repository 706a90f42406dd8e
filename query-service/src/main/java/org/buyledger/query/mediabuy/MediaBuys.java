package org.buyledger.query.mediabuy;

import static org.buyledger.migrations.jooq.Tables.MEDIA_BUYS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.buyledger.migrations.jooq.tables.records.MediaBuysRecord;
import org.buyledger.query.http.AheadEndpoint;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.Reads;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Page;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** {@code /v1/media-buys}: each with what belongs to it and {@code include} names. */
public final class MediaBuys {
    private static final int MOST_IDS = 100;

    /** As its index has it, with the member's name in the statement's text. */
    private static final Field<String> ACCOUNT_ID =
            DSL.jsonbGetAttributeAsText(MEDIA_BUYS.ACCOUNT, DSL.inline("account_id"));

    private static final List<Sort<MediaBuysRecord>> SORTS = List.of(
            new Sort<>(List.of("-updated_at", "updated_at"), List.of(MEDIA_BUYS.UPDATED_AT, MEDIA_BUYS.MEDIA_BUY_ID)),
            new Sort<>(
                    List.of("start_time", "-start_time"),
                    List.of(MEDIA_BUYS.START_TIME, MEDIA_BUYS.MEDIA_BUY_ID),
                    true),
            new Sort<>(List.of("-budget", "budget"), List.of(MEDIA_BUYS.BUDGET, MEDIA_BUYS.MEDIA_BUY_ID), true));

    /** What goes by what buyers do not see. */
    private static final List<Sort<MediaBuysRecord>> SORTS_FOR_USERS = Stream.concat(
                    SORTS.stream(),
                    Stream.of(new Sort<>(
                            List.of("-priority", "priority"),
                            List.of(MEDIA_BUYS.PRIORITY, MEDIA_BUYS.MEDIA_BUY_ID),
                            true)))
            .toList();

    private final Paging paging;

    public MediaBuys(Paging paging) {
        this.paging = paging;
    }

    /** The list, whose usual pages are read ahead. */
    public AheadEndpoint list() {
        return new AheadEndpoint() {
            @Override
            public Answer answer(ReadRequest request) {
                return list(request);
            }

            @Override
            public Optional<Reads> ahead(ReadRequest request) {
                return BuysAhead.list(paging, request);
            }
        };
    }

    /** One by its id, which is read ahead. */
    public AheadEndpoint byId() {
        return new AheadEndpoint() {
            @Override
            public Answer answer(ReadRequest request) {
                return byId(request);
            }

            @Override
            public Optional<Reads> ahead(ReadRequest request) {
                return BuysAhead.byId(request);
            }
        };
    }

    /** A page of those that the caller sees. */
    public Answer list(ReadRequest request) {
        Set<Included> included = Included.of(request.parameters());
        Filter filter = new Filter(request.parameters(), visible(request))
                .partedBy("status", MEDIA_BUYS.STATUS)
                .in("media_buy_id", MEDIA_BUYS.MEDIA_BUY_ID, MOST_IDS)
                .equal("brand_domain", MEDIA_BUYS.BRAND_DOMAIN)
                .equal("account_id", ACCOUNT_ID)
                .equal("po_number", MEDIA_BUYS.PO_NUMBER)
                .within("start_time", MEDIA_BUYS.START_TIME)
                .within("end_time", MEDIA_BUYS.END_TIME)
                .within("updated_at", MEDIA_BUYS.UPDATED_AT);
        if (!request.caller().isPrincipal()) {
            filter.equal("principal_id", MEDIA_BUYS.PRINCIPAL_ID);
        }
        Page<MediaBuysRecord> page =
                paging.page(request, MEDIA_BUYS, filter, request.caller().isPrincipal() ? SORTS : SORTS_FOR_USERS);
        return page.answer("media_buys", rows -> with(included, request, rows));
    }

    /** One of those that the caller sees. */
    public Answer byId(ReadRequest request) {
        Set<Included> included = Included.of(request.parameters());
        MediaBuysRecord row = request.db()
                .selectFrom(MEDIA_BUYS)
                .where(visible(request))
                .and(MEDIA_BUYS.MEDIA_BUY_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw notFound(request.id());
        }
        // What has revisions of its own may change while the buy's stays.
        Etag tag = included.contains(Included.CREATIVES) || included.contains(Included.WORKFLOW)
                ? request.tagOfPosition()
                : Etag.ofRevision(row.getRevision());
        return request.unlessUnchanged(
                tag, () -> with(included, request, List.of(row)).getFirst());
    }

    static Problem notFound(String id) {
        return new Problem(ProblemType.MEDIA_BUY_NOT_FOUND, "There is no media buy '" + id + "'.");
    }

    private static Condition visible(ReadRequest request) {
        return request.caller().owns(MEDIA_BUYS.TENANT_ID, MEDIA_BUYS.PRINCIPAL_ID);
    }

    private static List<MediaBuy> with(Set<Included> included, ReadRequest request, List<MediaBuysRecord> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Belongings belongings = Belongings.of(request, rows, included);
        return rows.stream()
                .map(row -> MediaBuy.of(row, request.caller(), belongings))
                .toList();
    }
}
