package org.buyledger.query.catalogue;

import static org.buyledger.migrations.jooq.Tables.INVENTORY_PROFILES;
import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;
import static org.buyledger.migrations.jooq.Tables.PRODUCTS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.jooq.tables.records.InventoryProfilesRecord;
import org.buyledger.migrations.jooq.tables.records.PricingOptionsRecord;
import org.buyledger.migrations.jooq.tables.records.ProductsRecord;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Etag;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}: each with its pricing options, and with the formats of its inventory profile where it has one. */
public final class Products {
    private static final int HASH_DIGITS = 16;

    private static final Sort<ProductsRecord> SORT = new Sort<>(List.of("product_id"), List.of(PRODUCTS.PRODUCT_ID));

    private final Paging paging;

    public Products(Paging paging) {
        this.paging = paging;
    }

    /** A page of those that the caller sees and that are not archived. */
    public Answer list(ReadRequest request) {
        Condition onSale = visible(request.caller()).and(PRODUCTS.ARCHIVED_AT.isNull());
        Filter filter = new Filter(request.parameters(), onSale);
        return paging.page(request, PRODUCTS, filter, SORT).answer("products", rows -> products(request, rows));
    }

    private static List<Product> products(ReadRequest request, List<ProductsRecord> rows) {
        Map<String, List<PricingOptionsRecord>> prices = prices(request, rows);
        Map<String, InventoryProfilesRecord> profiles = profiles(request, rows);
        return rows.stream()
                .map(row -> product(
                        request,
                        row,
                        prices.getOrDefault(row.getProductId(), List.of()),
                        profiles.get(row.getInventoryProfileId())))
                .toList();
    }

    /** One of those that the caller sees, archived or not. */
    public Answer byId(ReadRequest request) {
        ProductsRecord row = request.db()
                .selectFrom(PRODUCTS)
                .where(visible(request.caller()))
                .and(PRODUCTS.PRODUCT_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw new Problem(ProblemType.PRODUCT_NOT_FOUND, "There is no product '" + request.id() + "'.");
        }
        List<PricingOptionsRecord> prices = prices(request, List.of(row)).getOrDefault(row.getProductId(), List.of());
        InventoryProfilesRecord profile = profiles(request, List.of(row)).get(row.getInventoryProfileId());
        return request.unlessUnchanged(tag(row, prices, profile), () -> product(request, row, prices, profile));
    }

    private static Product product(
            ReadRequest request,
            ProductsRecord row,
            List<PricingOptionsRecord> prices,
            @Nullable InventoryProfilesRecord profile) {
        return Product.of(row, prices, profile, request.caller().isPrincipal());
    }

    private static Condition visible(Caller caller) {
        Condition inTenant = PRODUCTS.TENANT_ID.eq(caller.tenant());
        return caller.isPrincipal()
                ? inTenant.and(DSL.cardinality(PRODUCTS.ALLOWED_PRINCIPAL_IDS)
                        .eq(0)
                        .or(DSL.val(caller.id()).eq(DSL.any(PRODUCTS.ALLOWED_PRINCIPAL_IDS))))
                : inTenant;
    }

    private static Map<String, List<PricingOptionsRecord>> prices(ReadRequest request, List<ProductsRecord> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        DSLContext db = request.db();
        String[] ids = rows.stream().map(ProductsRecord::getProductId).toArray(String[]::new);
        return db
                .selectFrom(PRICING_OPTIONS)
                .where(PRICING_OPTIONS.TENANT_ID.eq(request.caller().tenant()))
                .and(PRICING_OPTIONS.PRODUCT_ID.eq(DSL.any(ids)))
                .and(PRICING_OPTIONS.REMOVED_AT.isNull())
                .orderBy(PRICING_OPTIONS.PRICING_OPTION_ID)
                .stream()
                .collect(Collectors.groupingBy(PricingOptionsRecord::getProductId));
    }

    private static Map<String, InventoryProfilesRecord> profiles(ReadRequest request, List<ProductsRecord> rows) {
        String[] ids = rows.stream()
                .map(ProductsRecord::getInventoryProfileId)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        Map<String, InventoryProfilesRecord> profiles = new HashMap<>();
        if (ids.length > 0) {
            request.db()
                    .selectFrom(INVENTORY_PROFILES)
                    .where(INVENTORY_PROFILES.TENANT_ID.eq(request.caller().tenant()))
                    .and(INVENTORY_PROFILES.PROFILE_ID.eq(DSL.any(ids)))
                    .forEach(profile -> profiles.put(profile.getProfileId(), profile));
        }
        return profiles;
    }

    /**
     * Prices and the profile are objects of their own: one may change while the product's revision stays. So the tag has
     * them all.
     */
    private static Etag tag(
            ProductsRecord row, List<PricingOptionsRecord> prices, @Nullable InventoryProfilesRecord profile) {
        String revisions = (profile == null ? "" : profile.getRevision() + "\n")
                + prices.stream()
                        .map(price -> price.getPricingOptionId() + ' ' + price.getRevision())
                        .collect(Collectors.joining("\n"));
        return new Etag("r" + row.getRevision() + '-' + Sha256.hex(revisions).substring(0, HASH_DIGITS));
    }
}
