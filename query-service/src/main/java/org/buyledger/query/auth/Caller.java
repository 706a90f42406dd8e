package org.buyledger.query.auth;

import org.buyledger.events.Actor;
import org.buyledger.events.Role;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Whose token it is.
 *
 * @param tenant the only tenant that it sees; empty for the operator, who belongs to none
 * @param id of the principal or user; empty for the operator
 * @param role {@link Role#BUYER} for a principal
 */
public record Caller(String tenant, String id, Role role) {
    /** Whoever has the root token. */
    public static final Caller OPERATOR = new Caller("", "", Role.ROOT);

    public boolean isOperator() {
        return role == Role.ROOT;
    }

    public boolean isPrincipal() {
        return role == Role.BUYER;
    }

    /** As events and results name it. */
    public Actor actor() {
        return new Actor(isPrincipal() ? "principal" : "user", id);
    }

    /** The rows of the caller's tenant; of a principal only those that are its own. */
    public Condition owns(Field<String> tenantId, Field<String> principalId) {
        Condition inTenant = tenantId.eq(tenant);
        return isPrincipal() ? inTenant.and(principalId.eq(id)) : inTenant;
    }

    /** Whose rows it sees, as one text: the same for two callers exactly when they see the same. */
    public String scope() {
        return isPrincipal() ? tenant + "/principal/" + id : tenant + (isOperator() ? "/operator" : "/users");
    }
}
