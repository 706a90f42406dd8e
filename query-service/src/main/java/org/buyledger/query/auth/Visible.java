package org.buyledger.query.auth;

import org.jooq.DSLContext;

/**
 * What a transaction sees of the tables. In a transaction of the service's pool that shows nothing, row-level security leaves
 * no row of any tenant.
 */
public final class Visible {
    /** The policies' name for all of them, which is no tenant's id. */
    private static final String ALL = "*";

    private Visible() {}

    /** Shows one tenant's rows, until the transaction ends. */
    public static void tenant(DSLContext db, String tenant) {
        db.fetch("SELECT set_config('buyledger.tenant_id', ?, true)", tenant);
    }

    /** Shows the tables tenants and tenant_positions whole, and nothing of the others. */
    public static void allTenants(DSLContext db) {
        tenant(db, ALL);
    }
}
