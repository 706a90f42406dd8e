package org.buyledger.command.tenancy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Role;
import org.buyledger.events.tenancy.TenancyCommand;
import org.buyledger.events.tenancy.TenancyCommand.DeactivatePrincipal;
import org.buyledger.events.tenancy.TenancyCommand.DeactivateTenant;
import org.buyledger.events.tenancy.TenancyCommand.DeactivateUser;
import org.buyledger.events.tenancy.TenancyCommand.PutUser;
import org.buyledger.events.tenancy.TenancyCommand.ReactivateTenant;
import org.buyledger.events.tenancy.TenancyCommand.RegisterPrincipal;
import org.buyledger.events.tenancy.TenancyCommand.RegisterTenant;
import org.buyledger.events.tenancy.TenancyCommand.RotatePrincipalToken;
import org.buyledger.events.tenancy.TenancyCommand.RotateUserToken;
import org.buyledger.events.tenancy.TenancyCommand.UpdateTenant;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantProfile;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.tenancy.UserEvent;
import org.jspecify.annotations.Nullable;

/** The rules for tenants; those for who has access to them are in {@link AccessDecider}. */
public final class TenancyDecider {
    private TenancyDecider() {}

    public static Decision decide(Ledger ledger, Context context, TenancyCommand command) {
        return switch (command) {
            case RegisterTenant c -> register(ledger, context, c);
            case UpdateTenant c -> update(ledger, context, c);
            case DeactivateTenant c -> setActive(ledger, context, c.revision(), false);
            case ReactivateTenant c -> setActive(ledger, context, c.revision(), true);
            case RegisterPrincipal c -> AccessDecider.register(ledger, c);
            case RotatePrincipalToken c -> AccessDecider.rotate(ledger, c);
            case DeactivatePrincipal c -> AccessDecider.deactivate(ledger, c);
            case PutUser c -> AccessDecider.put(ledger, c);
            case RotateUserToken c -> AccessDecider.rotate(ledger, c);
            case DeactivateUser c -> AccessDecider.deactivate(ledger, c);
        };
    }

    private static Decision register(Ledger ledger, Context context, RegisterTenant command) {
        if (ledger.find(Tenant.KIND, context.tenant().value()).isPresent()) {
            return refuse(
                    ErrorCode.INVALID_STATE,
                    null,
                    "Tenant " + context.tenant() + " is registered already.",
                    "Change it with update_tenant, or choose another tenant id as the record's key.");
        }
        Findings found = new Findings();
        TenancyRules.checkName(found, "/name", command.name());
        TenancyRules.checkName(found, "/admin/name", command.admin().name());
        TenancyRules.checkEmail(found, "/admin/email", command.admin().email());
        TenancyRules.checkSettings(found, command.settings());
        TenantSettings.Change change = command.settings();
        TenantSettings settings = change == null ? TenantSettings.DEFAULT : TenantSettings.DEFAULT.changedBy(change);
        ReviewSettings.check(found, settings);
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        TenantEvent registered = new TenantEvent.Registered(context.tenant(), command.name(), settings);
        TenancyCommand.Admin admin = command.admin();
        UserEvent user =
                new UserEvent.Put(admin.userId(), admin.email(), admin.name(), Role.ADMIN, admin.tokenSha256());
        return accept(List.of(registered, user), Responses.changed(registered.subject(), 1));
    }

    private static Decision update(Ledger ledger, Context context, UpdateTenant command) {
        Tenant tenant = Tenant.of(ledger, context.tenant());
        Findings found = new Findings();
        Revisions.conflict("Tenant " + tenant.id(), command.revision(), Optional.of(tenant))
                .ifPresent(found::add);
        String name = command.name() == null ? tenant.name() : command.name();
        TenancyRules.checkName(found, "/name", name);
        TenancyRules.checkSettings(found, command.settings());
        TenantProfile profile = command.profile() == null ? tenant.profile() : command.profile();
        if (profile != null) {
            ProfileRules.check(found, profile);
        }
        TenantSettings.Change change = command.settings();
        TenantSettings settings =
                change == null ? tenant.settings() : tenant.settings().changedBy(change);
        ReviewSettings.check(found, settings);
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        TenantEvent updated = new TenantEvent.Updated(tenant.id(), name, settings, profile);
        boolean same = name.equals(tenant.name())
                && settings.equals(tenant.settings())
                && Objects.equals(profile, tenant.profile());
        return Responses.changing(same, updated, tenant.revision());
    }

    private static Decision setActive(Ledger ledger, Context context, @Nullable Long revision, boolean active) {
        Tenant tenant = Tenant.of(ledger, context.tenant());
        return Revisions.conflict("Tenant " + tenant.id(), revision, Optional.of(tenant))
                .map(Decision::refuse)
                .orElseGet(() -> Responses.changing(
                        tenant.isActive() == active,
                        active ? new TenantEvent.Reactivated(tenant.id()) : new TenantEvent.Deactivated(tenant.id()),
                        tenant.revision()));
    }
}
