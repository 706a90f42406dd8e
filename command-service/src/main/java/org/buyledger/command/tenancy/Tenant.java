package org.buyledger.command.tenancy;

import java.util.Objects;
import java.util.Set;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TenantProfile;
import org.buyledger.events.tenancy.TenantSettings;
import org.jspecify.annotations.Nullable;

/**
 * A publisher, as decisions see it.
 *
 * @param profile null where it has none
 * @param deactivated true while no token of it counts; null, which is not written, otherwise
 */
public record Tenant(
        long revision,
        TenantId id,
        String name,
        TenantSettings settings,
        @Nullable TenantProfile profile,
        @Nullable Boolean deactivated)
        implements Entity {
    public static final Kind<Tenant> KIND = Kind.of("tenant", Tenant.class, tenant -> Set.of());

    /** The tenant of a ledger; every decision but its registration is made for one that exists. */
    public static Tenant of(Ledger ledger, TenantId id) {
        return ledger.find(KIND, id.value()).orElseThrow();
    }

    public boolean isActive() {
        return deactivated == null || !deactivated;
    }

    public static Tenant evolve(@Nullable Tenant before, TenantEvent event) {
        if (event instanceof TenantEvent.Registered e) {
            return new Tenant(1, e.tenantId(), e.name(), e.settings(), null, null);
        }
        Tenant tenant = Objects.requireNonNull(before);
        return switch (event) {
            case TenantEvent.Registered e -> tenant;
            case TenantEvent.Updated e ->
                new Tenant(tenant.revision + 1, tenant.id, e.name(), e.settings(), e.profile(), tenant.deactivated);
            case TenantEvent.Deactivated e -> tenant.next(true);
            case TenantEvent.Reactivated e -> tenant.next(null);
        };
    }

    private Tenant next(@Nullable Boolean newDeactivated) {
        return new Tenant(revision + 1, id, name, settings, profile, newDeactivated);
    }
}
