package org.buyledger.projector.catalogue;

import static org.buyledger.migrations.jooq.Tables.CURRENCY_LIMITS;

import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitSet;
import org.buyledger.migrations.jooq.tables.records.CurrencyLimitsRecord;
import org.buyledger.projector.runner.ConfigurationProjection;

/** currency_limits: each as it was last set, until it is removed. */
public final class CurrencyLimits extends ConfigurationProjection<CurrencyLimitsRecord, CurrencyLimitSet> {

    public CurrencyLimits() {
        super(CURRENCY_LIMITS, CurrencyLimitSet.class, CurrencyLimitRemoved.class);
    }

    @Override
    protected void fill(CurrencyLimitsRecord row, CurrencyLimitSet set) {
        row.setMinPackageBudget(set.currencyLimit().minPackageBudget())
                .setMaxDailyPackageSpend(set.currencyLimit().maxDailyPackageSpend());
    }
}
