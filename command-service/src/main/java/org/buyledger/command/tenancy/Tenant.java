package org.buyledger.command.tenancy;

import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TenantSettings;
import org.jspecify.annotations.Nullable;

/** A publisher, as decisions see it. */
public record Tenant(long revision, TenantId id, String name, TenantSettings settings) implements Entity {
    public static final Kind<Tenant> KIND = Kind.of("tenant", Tenant.class, tenant -> Set.of());

    /** The tenant of a ledger; every decision but its registration is made for one that exists. */
    public static Tenant of(Ledger ledger, TenantId id) {
        return ledger.find(KIND, id.value()).orElseThrow();
    }

    public static Tenant evolve(@Nullable Tenant before, TenantEvent event) {
        long revision = before == null ? 1 : before.revision + 1;
        return switch (event) {
            case TenantEvent.Registered e -> new Tenant(revision, e.tenantId(), e.name(), e.settings());
            case TenantEvent.Updated e -> new Tenant(revision, e.tenantId(), e.name(), e.settings());
        };
    }
}
