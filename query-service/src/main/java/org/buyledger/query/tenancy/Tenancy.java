package org.buyledger.query.tenancy;

import static org.buyledger.migrations.jooq.Tables.PRINCIPALS;
import static org.buyledger.migrations.jooq.Tables.TENANTS;
import static org.buyledger.migrations.jooq.Tables.USERS;

import java.util.List;
import java.util.stream.Stream;
import org.buyledger.migrations.jooq.tables.records.TenantsRecord;
import org.buyledger.query.http.Audience;
import org.buyledger.query.http.Route;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.resource.Resource;
import org.jooq.impl.DSL;

/** {@code /v1/tenant}, {@code /v1/tenants}, {@code /v1/principals} and {@code /v1/users}. */
public final class Tenancy {
    private Tenancy() {}

    public static List<Route> routes(Paging paging) {
        return Stream.of(
                        tenants().only("/v1/tenant", Audience.MEMBERS),
                        tenants().routes("/v1/tenants", Audience.EVERYBODY, paging),
                        new Resource<>("principal", PRINCIPALS.TENANT_ID, PRINCIPALS.PRINCIPAL_ID)
                                .showing(PRINCIPALS.NAME, PRINCIPALS.DEACTIVATED_AT)
                                .visibleTo(caller -> caller.owns(PRINCIPALS.TENANT_ID, PRINCIPALS.PRINCIPAL_ID))
                                .filteredBy(filter -> filter.present("deactivated", PRINCIPALS.DEACTIVATED_AT))
                                .routes("/v1/principals", Audience.MEMBERS, paging),
                        new Resource<>("user", USERS.TENANT_ID, USERS.USER_ID)
                                .showing(USERS.EMAIL, USERS.NAME, USERS.ROLE, USERS.DEACTIVATED_AT)
                                .filteredBy(filter ->
                                        filter.oneOf("role", USERS.ROLE).present("deactivated", USERS.DEACTIVATED_AT))
                                .routes("/v1/users", Audience.USERS, paging))
                .flatMap(List::stream)
                .toList();
    }

    /** The operator sees all of them, everybody else their own. */
    private static Resource<TenantsRecord> tenants() {
        return new Resource<>("tenant", TENANTS.TENANT_ID, TENANTS.TENANT_ID)
                .visibleTo(caller -> caller.isOperator() ? DSL.noCondition() : TENANTS.TENANT_ID.eq(caller.tenant()))
                .filteredBy(filter -> filter.present("deactivated", TENANTS.DEACTIVATED_AT))
                .showing(TENANTS.NAME, TENANTS.SUBDOMAIN, TENANTS.VIRTUAL_HOST)
                .showingToUsers(
                        TENANTS.HUMAN_REVIEW_REQUIRED,
                        TENANTS.APPROVAL_MODE,
                        TENANTS.APPROVAL_DUE_HOURS,
                        TENANTS.CREATIVE_AUTO_APPROVE_THRESHOLD,
                        TENANTS.CREATIVE_AUTO_REJECT_THRESHOLD,
                        TENANTS.SENSITIVE_CATEGORIES,
                        TENANTS.CREATIVE_LEAD_HOURS,
                        TENANTS.BILLING_PLAN,
                        TENANTS.BILLING_CONTACT,
                        TENANTS.AUTHORIZED_EMAILS,
                        TENANTS.AUTHORIZED_DOMAINS,
                        TENANTS.ORDER_NAME_TEMPLATE,
                        TENANTS.DEACTIVATED_AT)
                .asNumbers(TENANTS.CREATIVE_AUTO_APPROVE_THRESHOLD, TENANTS.CREATIVE_AUTO_REJECT_THRESHOLD);
    }
}
