package org.buyledger.command.tenancy;

import static org.buyledger.command.decision.Decision.refuse;

import java.util.Optional;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.events.Actor;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Role;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenancyCommand.DeactivatePrincipal;
import org.buyledger.events.tenancy.TenancyCommand.DeactivateUser;
import org.buyledger.events.tenancy.TenancyCommand.PutUser;
import org.buyledger.events.tenancy.TenancyCommand.RegisterPrincipal;
import org.buyledger.events.tenancy.TenancyCommand.RotatePrincipalToken;
import org.buyledger.events.tenancy.TenancyCommand.RotateUserToken;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;
import org.buyledger.events.tenancy.UserId;

/** The rules for who has access to a tenant: its principals and users, and their tokens. */
final class AccessDecider {
    private static final String LAST_ADMIN = "Make another user an admin with put_user, and give it a token, first.";

    private AccessDecider() {}

    static Decision register(Ledger ledger, RegisterPrincipal command) {
        Findings found = new Findings();
        if (ledger.find(Principal.KIND, command.principalId().value()).isPresent()) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    "/principal_id",
                    "Principal " + command.principalId() + " is registered already.",
                    "Give it a new token with rotate_principal_token, or choose another id.");
        }
        TenancyRules.checkName(found, "/name", command.name());
        TenancyRules.checkToken(found, ledger, command.tokenSha256(), Actor.of(command.principalId()));
        return found.any()
                ? refuse(found.failure().orElseThrow())
                : Responses.changing(
                        false,
                        new PrincipalEvent.Registered(command.principalId(), command.name(), command.tokenSha256()),
                        0);
    }

    static Decision rotate(Ledger ledger, RotatePrincipalToken command) {
        Optional<Principal> principal =
                ledger.find(Principal.KIND, command.principalId().value());
        if (principal.isEmpty()) {
            return noPrincipal(command.principalId());
        }
        Findings found = new Findings();
        Revisions.conflict("Principal " + command.principalId(), command.revision(), principal)
                .ifPresent(found::add);
        TenancyRules.checkToken(found, ledger, command.tokenSha256(), Actor.of(command.principalId()));
        return found.any()
                ? refuse(found.failure().orElseThrow())
                : Responses.changing(
                        command.tokenSha256().equals(principal.get().token()),
                        new PrincipalEvent.TokenRotated(command.principalId(), command.tokenSha256()),
                        principal.get().revision());
    }

    static Decision deactivate(Ledger ledger, DeactivatePrincipal command) {
        Optional<Principal> principal =
                ledger.find(Principal.KIND, command.principalId().value());
        if (principal.isEmpty()) {
            return noPrincipal(command.principalId());
        }
        return Revisions.conflict("Principal " + command.principalId(), command.revision(), principal)
                .map(Decision::refuse)
                .orElseGet(() -> Responses.changing(
                        principal.get().token() == null,
                        new PrincipalEvent.Deactivated(command.principalId()),
                        principal.get().revision()));
    }

    private static Decision noPrincipal(PrincipalId id) {
        return refuse(
                ErrorCode.REFERENCE_NOT_FOUND,
                "/principal_id",
                "There is no principal " + id + ".",
                "Register it with register_principal.");
    }

    static Decision put(Ledger ledger, PutUser command) {
        Optional<Held<UserEvent.Put>> held =
                ledger.find(Users.KIND, command.userId().value());
        Optional<UserEvent.Put> active = held.flatMap(Held::present);
        Findings found = new Findings();
        Revisions.conflict("User " + command.userId(), command.revision(), held).ifPresent(found::add);
        TenancyRules.checkName(found, "/name", command.name());
        TenancyRules.checkEmail(found, "/email", command.email());
        checkRole(found, ledger, command);
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
                ? active.map(UserEvent.Put::tokenSha256).orElse(null)
                : command.tokenSha256();
        TenancyRules.checkToken(found, ledger, token, Actor.of(command.userId()));
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        UserEvent.Put put = new UserEvent.Put(command.userId(), command.email(), command.name(), command.role(), token);
        return Responses.changing(
                active.filter(put::equals).isPresent(),
                put,
                held.map(Held::revision).orElse(0L));
    }

    private static void checkRole(Findings found, Ledger ledger, PutUser command) {
        if (!Role.ADMIN.includes(command.role())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/role",
                    "A user's role is viewer, manager or admin.",
                    "Register a buyer with register_principal.");
        } else if (command.role() != Role.ADMIN && Users.isLastAdmin(ledger, command.userId())) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    "/role",
                    "User %s is the last admin with a token and cannot become a %s."
                            .formatted(command.userId(), command.role().wire()),
                    LAST_ADMIN);
        }
    }

    static Decision rotate(Ledger ledger, RotateUserToken command) {
        Optional<Held<UserEvent.Put>> held =
                ledger.find(Users.KIND, command.userId().value());
        Optional<UserEvent.Put> active = held.flatMap(Held::present);
        if (active.isEmpty()) {
            return noUser(command.userId(), held.isPresent());
        }
        Findings found = new Findings();
        Revisions.conflict("User " + command.userId(), command.revision(), held).ifPresent(found::add);
        TenancyRules.checkToken(found, ledger, command.tokenSha256(), Actor.of(command.userId()));
        return found.any()
                ? refuse(found.failure().orElseThrow())
                : Responses.changing(
                        command.tokenSha256().equals(active.get().tokenSha256()),
                        new UserEvent.TokenRotated(command.userId(), command.tokenSha256()),
                        held.get().revision());
    }

    static Decision deactivate(Ledger ledger, DeactivateUser command) {
        Optional<Held<UserEvent.Put>> held =
                ledger.find(Users.KIND, command.userId().value());
        if (held.isEmpty()) {
            return noUser(command.userId(), false);
        }
        Findings found = new Findings();
        Revisions.conflict("User " + command.userId(), command.revision(), held).ifPresent(found::add);
        if (Users.isLastAdmin(ledger, command.userId())) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    "/user_id",
                    "User " + command.userId() + " is the last admin with a token; nobody could configure the tenant.",
                    LAST_ADMIN);
        }
        return found.any()
                ? refuse(found.failure().orElseThrow())
                : Responses.changing(
                        held.get().isRemoved(),
                        new UserEvent.Deactivated(command.userId()),
                        held.get().revision());
    }

    private static Decision noUser(UserId id, boolean deactivated) {
        return deactivated
                ? refuse(
                        ErrorCode.INVALID_STATE,
                        "/user_id",
                        "User " + id + " is deactivated.",
                        "Bring it back with put_user and its new token.")
                : refuse(
                        ErrorCode.REFERENCE_NOT_FOUND,
                        "/user_id",
                        "There is no user " + id + ".",
                        "Add it with put_user.");
    }
}
