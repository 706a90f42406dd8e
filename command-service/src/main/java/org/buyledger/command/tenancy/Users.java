package org.buyledger.command.tenancy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.events.Actor;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;

/** Users, as decisions see them: what they were last put to. */
public final class Users {
    public static final Kind<Held<UserEvent.Put>> KIND = Kind.held("user", UserEvent.Put.class, Users::pointers);

    private Users() {}

    private static Set<Pointer> pointers(UserEvent.Put value) {
        Set<Pointer> pointers = new HashSet<>();
        pointers.add(new Pointer(
                Index.USERS_BY_EMAIL, emailKey(value.email()), value.userId().value()));
        TokenHash token = value.tokenSha256();
        if (token != null) {
            pointers.add(new Pointer(
                    Index.TOKENS, token.value(), Actor.of(value.userId()).toString()));
        }
        return pointers;
    }

    static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
