package org.buyledger.query.past;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;
import static org.buyledger.migrations.jooq.Tables.CREATIVES;
import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.buyledger.events.Subject;
import org.buyledger.query.http.ReadRequest;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Of which objects an answer about one object shows something, now or at any time before.
 *
 * @param kinds theirs, that of the object that is asked for first
 * @param objects finds them, the one that is asked for first
 */
public record Parts(List<String> kinds, Function<ReadRequest, List<Subject>> objects) {
    /** Of a creative by its own id, which several buyers may have given. */
    public static final Parts OF_CREATIVE = new Parts(List.of("creative"), Parts::creatives);

    /** Of a product: its prices, and the inventory profiles whose formats it had. */
    public static final Parts OF_PRODUCT =
            new Parts(List.of("product", "pricing_option", "inventory_profile"), Parts::product);

    /** Of what shows itself alone. */
    public static Parts self(String kind) {
        return new Parts(List.of(kind), request -> List.of(new Subject(kind, request.id())));
    }

    /** Of what a tenant has one of. */
    public static Parts ofTenant(String kind) {
        return new Parts(
                List.of(kind),
                request -> List.of(new Subject(kind, request.caller().tenant())));
    }

    /** Finds them for a request. */
    public List<Subject> of(ReadRequest request) {
        return objects.apply(request);
    }

    /** Those of the creatives with an id that are the caller's or, for a user, anybody's or those of whom it asks for. */
    private static List<Subject> creatives(ReadRequest request) {
        Optional<String> principal = request.caller().isPrincipal()
                ? Optional.of(request.caller().id())
                : request.parameters().text("principal_id");
        Stream<String> principals = principal.isPresent()
                ? principal.stream()
                : request
                        .db()
                        .select(CREATIVES.PRINCIPAL_ID)
                        .from(CREATIVES)
                        .where(CREATIVES.TENANT_ID.eq(request.caller().tenant()))
                        .and(CREATIVES.CREATIVE_ID.eq(request.id()))
                        .orderBy(CREATIVES.PRINCIPAL_ID)
                        .fetch(CREATIVES.PRINCIPAL_ID)
                        .stream();
        return principals
                .map(id -> new Subject("creative", id + '/' + request.id()))
                .toList();
    }

    /** A product, every price that it ever had, and every inventory profile whose formats it ever had. */
    private static List<Subject> product(ReadRequest request) {
        String tenant = request.caller().tenant();
        List<Subject> parts = new ArrayList<>();
        parts.add(new Subject("product", request.id()));
        request.db()
                .select(PRICING_OPTIONS.PRICING_OPTION_ID)
                .from(PRICING_OPTIONS)
                .where(PRICING_OPTIONS.TENANT_ID.eq(tenant))
                .and(PRICING_OPTIONS.PRODUCT_ID.eq(request.id()))
                .forEach(row -> parts.add(new Subject("pricing_option", request.id() + '/' + row.value1())));
        Field<String> profile = DSL.jsonbGetAttributeAsText(AUDIT_LOGS.PAYLOAD, "inventory_profile_id");
        request.db()
                .selectDistinct(profile)
                .from(AUDIT_LOGS)
                .where(AUDIT_LOGS.TENANT_ID.eq(tenant))
                .and(AUDIT_LOGS.OBJECT_TYPE.eq("product"))
                .and(AUDIT_LOGS.OBJECT_ID.eq(request.id()))
                .and(profile.isNotNull())
                .forEach(row -> parts.add(new Subject("inventory_profile", row.value1())));
        return parts;
    }
}
