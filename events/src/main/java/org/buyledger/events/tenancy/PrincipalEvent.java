package org.buyledger.events.tenancy;

import org.buyledger.events.Subject;
import org.buyledger.events.WireName;

/** What can happen to a principal. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface PrincipalEvent extends TenancyEvent {
    PrincipalId principalId();

    @Override
    default Subject subject() {
        return new Subject("principal", principalId().value());
    }

    @WireName("principal.registered.v1")
    record Registered(PrincipalId principalId, String name, TokenHash tokenSha256) implements PrincipalEvent {}

    @WireName("principal.token_rotated.v1")
    record TokenRotated(PrincipalId principalId, TokenHash tokenSha256) implements PrincipalEvent {}
}
