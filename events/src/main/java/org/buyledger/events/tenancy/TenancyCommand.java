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

    /** Changes what is given and leaves the rest. */
    @WireName("update_tenant.v1")
    @SentBy(Role.ADMIN)
    record UpdateTenant(
            @Nullable String name,
            TenantSettings.@Nullable Change settings,
            @Nullable Long revision) implements TenancyCommand {}

    @WireName("register_principal.v1")
    @SentBy(Role.ADMIN)
    record RegisterPrincipal(PrincipalId principalId, String name, TokenHash tokenSha256) implements TenancyCommand {}

    /** The old token fails from the next command on. */
    @WireName("rotate_principal_token.v1")
    @SentBy(Role.ADMIN)
    record RotatePrincipalToken(
            PrincipalId principalId,
            TokenHash tokenSha256,
            @Nullable Long revision) implements TenancyCommand {}

    /** Adds a user or replaces what is known of it; without a token hash an existing user keeps its token. */
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
}
