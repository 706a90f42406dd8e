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

    /** It has another token; one that was deactivated is active again with it. */
    @WireName("principal.token_rotated.v1")
    record TokenRotated(PrincipalId principalId, TokenHash tokenSha256) implements PrincipalEvent {}

    /** It has no token any more; what is its own stays. */
    @WireName("principal.deactivated.v1")
    record Deactivated(PrincipalId principalId) implements PrincipalEvent {}
}
