package org.buyledger.command.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.buyledger.command.decision.Caller;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.command.tenancy.Users;
import org.buyledger.events.Actor;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Role;
import org.buyledger.events.Sha256;
import org.buyledger.events.tenancy.TenancyEvent;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.UserEvent;
import org.jspecify.annotations.Nullable;

/** Whose token a command came with. A token counts in one tenant only, or is the root token, which counts in all. */
final class Authentication {
    private static final int MOST_CACHED = 10_000;

    private final EntityStore entities;
    private final byte[] rootTokenSha256;
    /** Callers by tenant and token hash; a look-up in the store's index costs more than the rest of a command. */
    private final Map<TenantId, Map<String, Caller>> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Map<String, Caller>> eldest) {
            return size() > MOST_CACHED;
        }
    };

    Authentication(EntityStore entities, String rootTokenSha256) {
        this.entities = entities;
        this.rootTokenSha256 = rootTokenSha256.getBytes(StandardCharsets.UTF_8);
    }

    /** Whose token it is. */
    sealed interface Verdict {
        record Known(Caller caller) implements Verdict {}

        /** Nobody's: the same words for a wrong token and for a tenant that does not exist. */
        record Unknown(Failure failure) implements Verdict {}
    }

    Verdict check(TenantId tenant, @Nullable String token) {
        if (token == null) {
            return new Verdict.Unknown(Failure.of(
                    ErrorCode.AUTH_MISSING,
                    "authorization",
                    "The command has no token.",
                    "Send the header authorization: Bearer <token>."));
        }
        String hash = Sha256.hex(token);
        if (MessageDigest.isEqual(hash.getBytes(StandardCharsets.UTF_8), rootTokenSha256)) {
            return new Verdict.Known(Caller.ROOT);
        }
        Map<String, Caller> callers = known.get(tenant);
        Caller caller = callers == null ? null : callers.get(hash);
        return caller == null ? find(tenant, hash) : new Verdict.Known(caller);
    }

    private Verdict find(TenantId tenant, String hash) {
        Ledger ledger = entities.of(tenant);
        Optional<Caller> found = look(ledger, hash);
        if (found.isEmpty()) {
            return new Verdict.Unknown(Failure.of(
                    ErrorCode.AUTH_INVALID,
                    "authorization",
                    "The token is nobody's here.",
                    "Check the token, and that the record's key is your tenant's id."));
        }
        if (!Tenant.of(ledger, tenant).isActive()) {
            return new Verdict.Unknown(Failure.of(
                    ErrorCode.AUTH_INVALID,
                    "authorization",
                    "Tenant " + tenant + " is deactivated, and with it every token of its principals and users.",
                    "Ask the operator to reactivate it; the token counts again then."));
        }
        known.computeIfAbsent(tenant, key -> new HashMap<>()).put(hash, found.get());
        return new Verdict.Known(found.get());
    }

    private static Optional<Caller> look(Ledger ledger, String hash) {
        return ledger.ids(Index.TOKENS, hash).stream().findFirst().flatMap(id -> {
            Actor actor = Actor.parse(id);
            return actor.isPrincipal()
                    ? Optional.of(new Caller(actor, Role.BUYER))
                    : ledger.find(Users.KIND, actor.id())
                            .map(Held<UserEvent.Put>::value)
                            .map(user -> new Caller(actor, user.role()));
        });
    }

    /** Forgets a tenant's callers when an event may have changed one, so that a rotated token fails at once. */
    void forgetChanged(TenantId tenant, List<Event> events) {
        if (events.stream().anyMatch(TenancyEvent.class::isInstance)) {
            known.remove(tenant);
        }
    }
}
