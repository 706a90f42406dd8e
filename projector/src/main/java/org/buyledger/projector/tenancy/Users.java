package org.buyledger.projector.tenancy;

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
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** users: the people of a publisher, each as it was last put. */
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
        return switch ((UserEvent) e.event()) {
            case UserEvent.Put u -> {
                UsersRecord user = row == null
                        ? new UsersRecord()
                                .setTenantId(e.tenant())
                                .setUserId(u.userId().value())
                                .setCreatedAt(e.at())
                        : row;
                TokenHash token = u.tokenSha256();
                yield user.setEmail(u.email())
                        .setName(u.name())
                        .setRole(UserRole.lookupLiteral(u.role().wire()))
                        .setTokenSha256(token == null ? null : token.value())
                        .setRevision(e.revision())
                        .setUpdatedAt(e.at());
            }
        };
    }
}
