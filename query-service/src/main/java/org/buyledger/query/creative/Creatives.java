package org.buyledger.query.creative;

import static org.buyledger.migrations.jooq.Tables.CREATIVES;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_ASSIGNMENTS;
import static org.buyledger.migrations.jooq.Tables.CREATIVE_REVIEWS;

import java.util.List;
import org.buyledger.migrations.jooq.tables.records.CreativesRecord;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** {@code /v1/creatives}: a buyer chooses the ids of its creatives, so two buyers may have the same. */
public final class Creatives {
    private static final int MOST_CANDIDATES = 20;

    /** What its format is called, in whichever of the two ways it is named; as its index has it. */
    private static final Field<String> FORMAT =
            DSL.coalesce(CREATIVES.FORMAT_KIND, DSL.jsonbGetAttributeAsText(CREATIVES.FORMAT_ID, DSL.inline("id")));

    private static final Sort<CreativesRecord> SORT = new Sort<>(
            List.of("-updated_at", "updated_at"),
            List.of(CREATIVES.UPDATED_AT, CREATIVES.PRINCIPAL_ID, CREATIVES.CREATIVE_ID));

    private final Paging paging;

    public Creatives(Paging paging) {
        this.paging = paging;
    }

    /** A page of those that the caller sees. */
    public Answer list(ReadRequest request) {
        Filter filter = ofPrincipal(request)
                .partedBy("status", CREATIVES.STATUS)
                .equal("format", FORMAT)
                .containing("q", CREATIVES.NAME)
                .within("updated_at", CREATIVES.UPDATED_AT);
        request.parameters().text("media_buy_id").ifPresent(id -> filter.and(servesIn(id)));
        return paging.page(request, CREATIVES, filter, SORT)
                .answerEach("creatives", row -> Creative.of(row, request.caller(), null));
    }

    /** One of those that the caller sees. */
    public Answer byId(ReadRequest request) {
        List<CreativesRecord> found = request.db()
                .selectFrom(CREATIVES)
                .where(ofPrincipal(request).condition())
                .and(CREATIVES.CREATIVE_ID.eq(request.id()))
                .orderBy(CREATIVES.PRINCIPAL_ID)
                .limit(MOST_CANDIDATES)
                .fetch();
        if (found.isEmpty()) {
            throw new Problem(ProblemType.CREATIVE_NOT_FOUND, "There is no creative '" + request.id() + "'.");
        }
        if (found.size() > 1) {
            throw ambiguous(request.id(), found);
        }
        CreativesRecord row = found.getFirst();
        return request.unlessUnchanged(
                Etag.ofRevision(row.getRevision()), () -> Creative.of(row, request.caller(), reviews(request, row)));
    }

    /** What was said of a creative; buyers see what came of it alone. */
    private static @Nullable List<Review> reviews(ReadRequest request, CreativesRecord row) {
        if (request.caller().isPrincipal()) {
            return null;
        }
        return request.db()
                .selectFrom(CREATIVE_REVIEWS)
                .where(CREATIVE_REVIEWS.TENANT_ID.eq(row.getTenantId()))
                .and(CREATIVE_REVIEWS.PRINCIPAL_ID.eq(row.getPrincipalId()))
                .and(CREATIVE_REVIEWS.CREATIVE_ID.eq(row.getCreativeId()))
                .orderBy(CREATIVE_REVIEWS.REVIEWED_AT, CREATIVE_REVIEWS.REVIEW_ID)
                .fetch(Review::of);
    }

    /** A principal sees its own; a publisher's user may choose whose. */
    private static Filter ofPrincipal(ReadRequest request) {
        Filter filter =
                new Filter(request.parameters(), request.caller().owns(CREATIVES.TENANT_ID, CREATIVES.PRINCIPAL_ID));
        return request.caller().isPrincipal() ? filter : filter.equal("principal_id", CREATIVES.PRINCIPAL_ID);
    }

    private static Condition servesIn(String mediaBuyId) {
        return DSL.exists(DSL.selectOne()
                .from(CREATIVE_ASSIGNMENTS)
                .where(CREATIVE_ASSIGNMENTS.TENANT_ID.eq(CREATIVES.TENANT_ID))
                .and(CREATIVE_ASSIGNMENTS.PRINCIPAL_ID.eq(CREATIVES.PRINCIPAL_ID))
                .and(CREATIVE_ASSIGNMENTS.CREATIVE_ID.eq(CREATIVES.CREATIVE_ID))
                .and(CREATIVE_ASSIGNMENTS.MEDIA_BUY_ID.eq(mediaBuyId)));
    }

    private static Problem ambiguous(String id, List<CreativesRecord> found) {
        List<String> principals =
                found.stream().map(CreativesRecord::getPrincipalId).toList();
        return Problem.invalid(
                        "principal_id",
                        "required",
                        "Creative '%s' exists for several principals: %s.".formatted(id, String.join(", ", principals)))
                .suggestion("Say whose is meant with principal_id.")
                .detail("accepted_values", principals);
    }
}
