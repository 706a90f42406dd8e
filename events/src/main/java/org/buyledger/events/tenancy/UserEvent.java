package org.buyledger.events.tenancy;

import org.buyledger.events.Role;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.jspecify.annotations.Nullable;

/** What can happen to a user. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface UserEvent extends TenancyEvent {
    UserId userId();

    @Override
    default Subject subject() {
        return new Subject("user", userId().value());
    }

    /** The user as it is from now on. */
    @WireName("user.put.v1")
    record Put(
            UserId userId,
            String email,
            String name,
            Role role,
            @Nullable TokenHash tokenSha256) implements UserEvent {}
}
