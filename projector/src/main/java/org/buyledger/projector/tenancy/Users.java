package org.buyledger.projector.tenancy;

import static java.util.Objects.requireNonNull;
import static org.buyledger.migrations.jooq.Tables.USERS;

import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.migrations.jooq.tables.records.UsersRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** users: the people of a publisher, each as it was last put; who is deactivated has no token. */
public final class Users implements RowProjection<UsersRecord> {

    @Override
    public Table<UsersRecord> table() {
        return USERS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof UserEvent u
                ? Optional.of(RowKey.of(e.tenant(), u.userId().value()))
                : Optional.empty();
    }

    @Override
    public UsersRecord project(@Nullable UsersRecord row, Recorded<Event> e) {
        UsersRecord user = switch ((UserEvent) e.event()) {
            case UserEvent.Put u -> put(row, e, u);
            case UserEvent.TokenRotated u ->
                requireNonNull(row).setTokenSha256(u.tokenSha256().value());
            case UserEvent.Deactivated u ->
                requireNonNull(row).setTokenSha256(null).setDeactivatedAt(e.at());
        };
        return user.setRevision(e.revision()).setUpdatedAt(e.at());
    }

    private static UsersRecord put(@Nullable UsersRecord row, Recorded<Event> e, UserEvent.Put u) {
        UsersRecord user = row == null
                ? Rows.begin(USERS)
                        .setTenantId(e.tenant())
                        .setUserId(u.userId().value())
                        .setCreatedAt(e.at())
                : row;
        TokenHash token = u.tokenSha256();
        return user.setEmail(u.email())
                .setName(u.name())
                .setRole(UserRole.lookupLiteral(u.role().wire()))
                .setTokenSha256(token == null ? null : token.value())
                .setDeactivatedAt(null);
    }
}
