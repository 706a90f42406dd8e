package org.buyledger.query.auth;

import static org.buyledger.migrations.jooq.Tables.PRINCIPALS;
import static org.buyledger.migrations.jooq.Tables.TENANTS;
import static org.buyledger.migrations.jooq.Tables.USERS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.buyledger.events.Role;
import org.buyledger.events.Sha256;
import org.buyledger.query.position.ProjectedPositions;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Finds whose a token is. Nothing is remembered from one request to the next, so that a token that
 * is rotated or taken away ends at once. */
public final class Tokens {
    private static final Field<String> TENANT_ID = DSL.field(DSL.name("holders", "tenant_id"), String.class);
    private static final Field<String> ID = DSL.field(DSL.name("holders", "id"), String.class);
    private static final Field<String> ROLE = DSL.field(DSL.name("holders", "role"), String.class);

    private Tokens() {}

    /**
     * Whose a token is, and how far that tenant is projected.
     *
     * @param position the newest sequence number of the tenant that the transaction sees; 0 when there is none
     * @param isDeactivated whether its tenant is, so that the token counts for nothing
     */
    public record Identified(Caller caller, long position, boolean isDeactivated) {}

    /** Empty when nobody has the token, and also when more than one has: then it does not tell who asks. */
    public static Optional<Identified> identify(DSLContext db, String token) {
        String hash = Sha256.hex(token);
        Table<?> holders = DSL.select(
                        PRINCIPALS.TENANT_ID.as(TENANT_ID),
                        PRINCIPALS.PRINCIPAL_ID.as(ID),
                        DSL.inline("buyer").as(ROLE))
                .from(PRINCIPALS)
                .where(PRINCIPALS.TOKEN_SHA256.eq(hash))
                .unionAll(DSL.select(USERS.TENANT_ID, USERS.USER_ID, USERS.ROLE.cast(SQLDataType.CLOB))
                        .from(USERS)
                        .where(USERS.TOKEN_SHA256.eq(hash)))
                .asTable("holders");
        Field<Long> position = ProjectedPositions.of(TENANT_ID);
        List<? extends Record> found = db.select(TENANT_ID, ID, ROLE, position, TENANTS.DEACTIVATED_AT)
                .from(holders)
                .join(TENANTS)
                .on(TENANTS.TENANT_ID.eq(TENANT_ID))
                .limit(2)
                .fetch();
        return found.size() == 1 ? Optional.of(identified(found.getFirst(), position)) : Optional.empty();
    }

    private static Identified identified(Record row, Field<Long> position) {
        Role role = Role.valueOf(row.get(ROLE).toUpperCase(Locale.ROOT));
        return new Identified(
                new Caller(row.get(TENANT_ID), row.get(ID), role),
                row.get(position),
                row.get(TENANTS.DEACTIVATED_AT) != null);
    }
}
