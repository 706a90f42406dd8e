package org.buyledger.projector.audit;

import static org.buyledger.migrations.jooq.Tables.TENANT_POSITIONS;

import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.migrations.jooq.tables.records.TenantPositionsRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** tenant_positions: the sequence number of each tenant's newest projected event. */
public final class TenantPositions implements RowProjection<TenantPositionsRecord> {

    @Override
    public Table<TenantPositionsRecord> table() {
        return TENANT_POSITIONS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return Optional.of(RowKey.of(e.tenant()));
    }

    @Override
    public boolean isAboutEvents() {
        return true;
    }

    @Override
    public TenantPositionsRecord project(@Nullable TenantPositionsRecord row, Recorded<Event> e) {
        TenantPositionsRecord position =
                row == null ? Rows.begin(TENANT_POSITIONS).setTenantId(e.tenant()) : row;
        return position.setSequence(e.envelope().sequence());
    }
}
