package org.buyledger.query.catalogue;

import static org.buyledger.migrations.jooq.Tables.CURRENCY_LIMITS;
import static org.buyledger.migrations.jooq.Tables.INVENTORY_PROFILES;

import java.util.List;
import java.util.stream.Stream;
import org.buyledger.query.http.Audience;
import org.buyledger.query.http.Route;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.resource.Resource;

/** {@code /v1/products}, {@code /v1/currency-limits} and {@code /v1/inventory-profiles}. */
public final class Catalogue {
    private Catalogue() {}

    public static List<Route> routes(Paging paging) {
        Products products = new Products(paging);
        return Stream.of(
                        List.of(
                                Route.ofPosition("/v1/products", products::list),
                                new Route("/v1/products/{id}", products::byId)),
                        new Resource<>("currency limit", CURRENCY_LIMITS.TENANT_ID, CURRENCY_LIMITS.CURRENCY)
                                .showing(CURRENCY_LIMITS.MIN_PACKAGE_BUDGET, CURRENCY_LIMITS.MAX_DAILY_PACKAGE_SPEND)
                                .routes("/v1/currency-limits", Audience.USERS, paging),
                        new Resource<>("inventory profile", INVENTORY_PROFILES.TENANT_ID, INVENTORY_PROFILES.PROFILE_ID)
                                .showing(
                                        INVENTORY_PROFILES.NAME,
                                        INVENTORY_PROFILES.DESCRIPTION,
                                        INVENTORY_PROFILES.INVENTORY_CONFIG,
                                        INVENTORY_PROFILES.FORMAT_IDS,
                                        INVENTORY_PROFILES.PUBLISHER_PROPERTIES,
                                        INVENTORY_PROFILES.TARGETING_TEMPLATE,
                                        INVENTORY_PROFILES.REMOVED_AT)
                                .listedWhere(INVENTORY_PROFILES.REMOVED_AT.isNull())
                                .routes("/v1/inventory-profiles", Audience.USERS, paging))
                .flatMap(List::stream)
                .toList();
    }
}
