package org.buyledger.command.tenancy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Actor;
import org.buyledger.events.Role;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;
import org.buyledger.events.tenancy.UserId;
import org.jspecify.annotations.Nullable;

/** Users, as decisions see them: what they were last put to; one that was deactivated is as if it were removed. */
public final class Users {
    public static final Kind<Held<UserEvent.Put>> KIND = Kind.held("user", UserEvent.Put.class, Users::pointers);

    /** The one key of that index. */
    private static final String ADMINS = "all";

    private Users() {}

    private static Set<Pointer> pointers(UserEvent.Put value) {
        Set<Pointer> pointers = new HashSet<>();
        pointers.add(new Pointer(
                Index.USERS_BY_EMAIL, emailKey(value.email()), value.userId().value()));
        TokenHash token = value.tokenSha256();
        if (token != null) {
            pointers.add(new Pointer(
                    Index.TOKENS, token.value(), Actor.of(value.userId()).toString()));
            if (value.role() == Role.ADMIN) {
                pointers.add(new Pointer(Index.ADMINS, ADMINS, value.userId().value()));
            }
        }
        return pointers;
    }

    /** An active user; empty for one that is deactivated, as for one that never was. */
    public static Optional<UserEvent.Put> active(Ledger ledger, UserId id) {
        return ledger.find(KIND, id.value()).flatMap(Held::present);
    }

    /** Whether a user is an admin with a token, and no other is. */
    static boolean isLastAdmin(Ledger ledger, UserId id) {
        return ledger.ids(Index.ADMINS, ADMINS, 2).equals(List.of(id.value()));
    }

    public static Held<UserEvent.Put> evolve(@Nullable Held<UserEvent.Put> before, UserEvent event) {
        return switch (event) {
            case UserEvent.Put e -> Held.after(before, e);
            case UserEvent.TokenRotated e -> {
                UserEvent.Put user = Objects.requireNonNull(before).value();
                yield Held.after(
                        before,
                        new UserEvent.Put(user.userId(), user.email(), user.name(), user.role(), e.tokenSha256()));
            }
            case UserEvent.Deactivated e -> Held.afterRemoval(before);
        };
    }

    static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
