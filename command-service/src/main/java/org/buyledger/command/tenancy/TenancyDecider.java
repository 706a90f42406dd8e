package org.buyledger.command.tenancy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.events.Actor;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Role;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.TenancyCommand;
import org.buyledger.events.tenancy.TenancyCommand.PutUser;
import org.buyledger.events.tenancy.TenancyCommand.RegisterPrincipal;
import org.buyledger.events.tenancy.TenancyCommand.RegisterTenant;
import org.buyledger.events.tenancy.TenancyCommand.RotatePrincipalToken;
import org.buyledger.events.tenancy.TenancyCommand.UpdateTenant;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;
import org.jspecify.annotations.Nullable;

/** The rules for tenants and for who has access to them. */
public final class TenancyDecider {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 255;

    private TenancyDecider() {}

    public static Decision decide(Ledger ledger, Context context, TenancyCommand command) {
        return switch (command) {
            case RegisterTenant c -> register(ledger, context, c);
            case UpdateTenant c -> update(ledger, context, c);
            case RegisterPrincipal c -> registerPrincipal(ledger, c);
            case RotatePrincipalToken c -> rotate(ledger, c);
            case PutUser c -> putUser(ledger, c);
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
        checkName(found, "/name", command.name());
        checkName(found, "/admin/name", command.admin().name());
        checkEmail(found, "/admin/email", command.admin().email());
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
        checkName(found, "/name", name);
        TenantSettings.Change change = command.settings();
        TenantSettings settings =
                change == null ? tenant.settings() : tenant.settings().changedBy(change);
        ReviewSettings.check(found, settings);
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        TenantEvent updated = new TenantEvent.Updated(tenant.id(), name, settings);
        boolean same = name.equals(tenant.name()) && settings.equals(tenant.settings());
        return changed(same, updated, tenant.revision());
    }

    private static Decision registerPrincipal(Ledger ledger, RegisterPrincipal command) {
        Findings found = new Findings();
        if (ledger.find(Principal.KIND, command.principalId().value()).isPresent()) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    "/principal_id",
                    "Principal " + command.principalId() + " is registered already.",
                    "Give it a new token with rotate_principal_token, or choose another id.");
        }
        checkName(found, "/name", command.name());
        checkToken(found, ledger, command.tokenSha256(), Actor.of(command.principalId()));
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        return changed(
                false, new PrincipalEvent.Registered(command.principalId(), command.name(), command.tokenSha256()), 0);
    }

    private static Decision rotate(Ledger ledger, RotatePrincipalToken command) {
        Optional<Principal> principal =
                ledger.find(Principal.KIND, command.principalId().value());
        if (principal.isEmpty()) {
            return refuse(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    "/principal_id",
                    "There is no principal " + command.principalId() + ".",
                    "Register it with register_principal.");
        }
        Findings found = new Findings();
        Revisions.conflict("Principal " + command.principalId(), command.revision(), principal)
                .ifPresent(found::add);
        checkToken(found, ledger, command.tokenSha256(), Actor.of(command.principalId()));
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        return changed(
                principal.get().token().equals(command.tokenSha256()),
                new PrincipalEvent.TokenRotated(command.principalId(), command.tokenSha256()),
                principal.get().revision());
    }

    private static Decision putUser(Ledger ledger, PutUser command) {
        Optional<Held<UserEvent.Put>> user =
                ledger.find(Users.KIND, command.userId().value());
        Findings found = new Findings();
        Revisions.conflict("User " + command.userId(), command.revision(), user).ifPresent(found::add);
        checkName(found, "/name", command.name());
        checkEmail(found, "/email", command.email());
        if (!Role.ADMIN.includes(command.role())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/role",
                    "A user's role is viewer, manager or admin.",
                    "Register a buyer with register_principal.");
        }
        boolean emailTaken = ledger.ids(Index.USERS_BY_EMAIL, Users.emailKey(command.email())).stream()
                .anyMatch(id -> !id.equals(command.userId().value()));
        if (emailTaken) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/email",
                    "Another user has the e-mail address " + command.email() + ".",
                    "Use that user, or another address.");
        }
        TokenHash token = command.tokenSha256() == null
                ? user.map(u -> u.value().tokenSha256()).orElse(null)
                : command.tokenSha256();
        if (token != null) {
            checkToken(found, ledger, token, Actor.of(command.userId()));
        }
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        UserEvent.Put put = new UserEvent.Put(command.userId(), command.email(), command.name(), command.role(), token);
        return changed(
                user.isPresent() && user.get().value().equals(put),
                put,
                user.map(Held::revision).orElse(0L));
    }

    /** An event, or none where it would change nothing; answered with the object's revision after it. */
    private static Decision changed(boolean same, Event event, long revision) {
        List<Event> events = new ArrayList<>();
        if (!same) {
            events.add(event);
        }
        return accept(events, Responses.changed(event.subject(), revision + events.size()));
    }

    private static void checkName(Findings found, String field, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "A name has 1 to " + LONGEST_NAME + " characters, not " + name.length() + ".",
                    "Give another name.");
        }
    }

    private static void checkEmail(Findings found, String field, String email) {
        int at = email.indexOf('@');
        if (at < 1 || at == email.length() - 1 || email.length() > LONGEST_EMAIL || email.contains(" ")) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "'" + email + "' is not an e-mail address.",
                    "Give one such as ana@publisher.example.");
        }
    }

    /** A token names one identity: two with the same could not be told apart. */
    private static void checkToken(Findings found, Ledger ledger, @Nullable TokenHash token, Actor actor) {
        if (token != null
                && ledger.ids(Index.TOKENS, token.value()).stream().anyMatch(id -> !id.equals(actor.toString()))) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/token_sha256",
                    "The token is in use by another principal or user.",
                    "Mint a new random token.");
        }
    }
}
