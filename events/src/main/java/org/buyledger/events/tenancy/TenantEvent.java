package org.buyledger.events.tenancy;

import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.jspecify.annotations.Nullable;

/** What can happen to a tenant. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface TenantEvent extends TenancyEvent {
    TenantId tenantId();

    @Override
    default Subject subject() {
        return new Subject("tenant", tenantId().value());
    }

    @WireName("tenant.registered.v1")
    record Registered(TenantId tenantId, String name, TenantSettings settings) implements TenantEvent {}

    /**
     * The tenant as it is from now on.
     *
     * @param profile null where it has none
     */
    @WireName("tenant.updated.v1")
    record Updated(
            TenantId tenantId,
            String name,
            TenantSettings settings,
            @Nullable TenantProfile profile) implements TenantEvent {}

    /** No token of its principals and users counts; what was sold goes on. */
    @WireName("tenant.deactivated.v1")
    record Deactivated(TenantId tenantId) implements TenantEvent {}

    /** Its tokens count again. */
    @WireName("tenant.reactivated.v1")
    record Reactivated(TenantId tenantId) implements TenantEvent {}
}
