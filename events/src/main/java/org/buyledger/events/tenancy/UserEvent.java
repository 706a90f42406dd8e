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

    /** The user as it is from now on; one that was deactivated is active again. */
    @WireName("user.put.v1")
    record Put(
            UserId userId,
            String email,
            String name,
            Role role,
            @Nullable TokenHash tokenSha256) implements UserEvent {}

    @WireName("user.token_rotated.v1")
    record TokenRotated(UserId userId, TokenHash tokenSha256) implements UserEvent {}

    /** It has no token any more, and its e-mail address is free for another. */
    @WireName("user.deactivated.v1")
    record Deactivated(UserId userId) implements UserEvent {}
}
