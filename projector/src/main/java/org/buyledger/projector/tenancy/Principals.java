package org.buyledger.projector.tenancy;

import static java.util.Objects.requireNonNull;
import static org.buyledger.migrations.jooq.Tables.PRINCIPALS;

import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.migrations.jooq.tables.records.PrincipalsRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** principals: buyers, each with the hash of its token, or without one while it is deactivated. */
public final class Principals implements RowProjection<PrincipalsRecord> {

    @Override
    public Table<PrincipalsRecord> table() {
        return PRINCIPALS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof PrincipalEvent p
                ? Optional.of(RowKey.of(e.tenant(), p.principalId().value()))
                : Optional.empty();
    }

    @Override
    public PrincipalsRecord project(@Nullable PrincipalsRecord row, Recorded<Event> e) {
        PrincipalsRecord principal = switch ((PrincipalEvent) e.event()) {
            case PrincipalEvent.Registered p ->
                Rows.begin(PRINCIPALS)
                        .setTenantId(e.tenant())
                        .setPrincipalId(p.principalId().value())
                        .setName(p.name())
                        .setTokenSha256(p.tokenSha256().value())
                        .setCreatedAt(e.at());
            case PrincipalEvent.TokenRotated p ->
                requireNonNull(row).setTokenSha256(p.tokenSha256().value()).setDeactivatedAt(null);
            case PrincipalEvent.Deactivated p ->
                requireNonNull(row).setTokenSha256(null).setDeactivatedAt(e.at());
        };
        return principal.setRevision(e.revision()).setUpdatedAt(e.at());
    }
}
