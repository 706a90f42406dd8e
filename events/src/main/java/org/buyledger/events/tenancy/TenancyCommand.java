package org.buyledger.events.tenancy;

import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about a tenant and those who have access to it. The sender mints every token and gives only the
 * SHA-256 of it, in 64 lower-case hex digits, so that no secret is ever in an event.
 */
public sealed interface TenancyCommand extends Command {

    /**
     * Opens a tenant's ledger; the record's key is the new tenant's id.
     *
     * @param name what the publisher is called, 1 to 200 characters
     * @param settings where they differ from {@link TenantSettings#DEFAULT}
     * @param admin its first user, who configures the rest
     */
    @WireName("register_tenant.v1")
    @SentBy(Role.ROOT)
    record RegisterTenant(String name, TenantSettings.@Nullable Change settings, Admin admin)
            implements TenancyCommand {}

    /** A tenant's first user. */
    record Admin(UserId userId, String email, String name, TokenHash tokenSha256) {}

    /** Changes what is given and leaves the rest; a profile that is given is the whole profile from then on. */
    @WireName("update_tenant.v1")
    @SentBy(Role.ADMIN)
    record UpdateTenant(
            @Nullable String name,
            TenantSettings.@Nullable Change settings,
            @Nullable TenantProfile profile,
            @Nullable Long revision)
            implements TenancyCommand {}

    /** Lets no token of a tenant count until it is reactivated; its media buys start and end all the same. */
    @WireName("deactivate_tenant.v1")
    @SentBy(Role.ROOT)
    record DeactivateTenant(@Nullable Long revision) implements TenancyCommand {}

    /** Lets a tenant's tokens count again, as they were. */
    @WireName("reactivate_tenant.v1")
    @SentBy(Role.ROOT)
    record ReactivateTenant(@Nullable Long revision) implements TenancyCommand {}

    @WireName("register_principal.v1")
    @SentBy(Role.ADMIN)
    record RegisterPrincipal(PrincipalId principalId, String name, TokenHash tokenSha256) implements TenancyCommand {}

    /** The old token fails from the next command on; a principal that was deactivated is active again. */
    @WireName("rotate_principal_token.v1")
    @SentBy(Role.ADMIN)
    record RotatePrincipalToken(
            PrincipalId principalId,
            TokenHash tokenSha256,
            @Nullable Long revision) implements TenancyCommand {}

    /** Takes a principal's token away; what is its own stays, and a new token brings it back. */
    @WireName("deactivate_principal.v1")
    @SentBy(Role.ADMIN)
    record DeactivatePrincipal(
            PrincipalId principalId, @Nullable Long revision) implements TenancyCommand {}

    /**
     * Adds a user or replaces what is known of it, and brings back one that was deactivated; without a token hash an active
     * user keeps its token, and any other has none.
     */
    @WireName("put_user.v1")
    @SentBy(Role.ADMIN)
    record PutUser(
            UserId userId,
            String email,
            String name,
            Role role,
            @Nullable TokenHash tokenSha256,
            @Nullable Long revision)
            implements TenancyCommand {}

    /** The old token fails from the next command on. */
    @WireName("rotate_user_token.v1")
    @SentBy(Role.ADMIN)
    record RotateUserToken(
            UserId userId, TokenHash tokenSha256, @Nullable Long revision) implements TenancyCommand {}

    /** Takes a user's token away, unless nobody could configure the tenant without it. */
    @WireName("deactivate_user.v1")
    @SentBy(Role.ADMIN)
    record DeactivateUser(UserId userId, @Nullable Long revision) implements TenancyCommand {}
}
