package org.buyledger.projector.catalogue;

import static org.buyledger.migrations.jooq.Tables.CURRENCY_LIMITS;

import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitSet;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.migrations.jooq.tables.records.CurrencyLimitsRecord;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** currency_limits: each as it was last set, until it is removed. */
public final class CurrencyLimits implements RowProjection<CurrencyLimitsRecord> {

    @Override
    public Table<CurrencyLimitsRecord> table() {
        return CURRENCY_LIMITS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return switch (e.event()) {
            case CurrencyLimitSet set ->
                Optional.of(RowKey.of(e.tenant(), set.currencyLimit().currency()));
            case CurrencyLimitRemoved removed -> Optional.of(RowKey.of(e.tenant(), removed.currency()));
            default -> Optional.empty();
        };
    }

    @Override
    public @Nullable CurrencyLimitsRecord project(@Nullable CurrencyLimitsRecord row, Recorded<Event> e) {
        if (!(e.event() instanceof CurrencyLimitSet(CurrencyLimit set))) {
            return null;
        }
        CurrencyLimitsRecord limit = row == null
                ? new CurrencyLimitsRecord()
                        .setTenantId(e.tenant())
                        .setCurrency(set.currency())
                        .setCreatedAt(e.at())
                : row;
        return limit.setMinPackageBudget(set.minPackageBudget())
                .setMaxDailyPackageSpend(set.maxDailyPackageSpend())
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }
}
