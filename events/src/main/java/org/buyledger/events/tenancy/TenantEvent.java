package org.buyledger.events.tenancy;

import org.buyledger.events.Subject;
import org.buyledger.events.WireName;

/** What can happen to a tenant. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface TenantEvent extends TenancyEvent {
    TenantId tenantId();

    @Override
    default Subject subject() {
        return new Subject("tenant", tenantId().value());
    }

    @WireName("tenant.registered.v1")
    record Registered(TenantId tenantId, String name, TenantSettings settings) implements TenantEvent {}

    @WireName("tenant.updated.v1")
    record Updated(TenantId tenantId, String name, TenantSettings settings) implements TenantEvent {}
}
