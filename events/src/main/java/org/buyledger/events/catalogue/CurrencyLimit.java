package org.buyledger.events.catalogue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * That a tenant sells in a currency, and within which bounds, each per package.
 *
 * @param currency ISO 4217
 * @param minPackageBudget the smallest budget, null for none
 * @param maxDailyPackageSpend the largest budget for each day of the flight, null for none
 */
public record CurrencyLimit(
        String currency,
        @Nullable BigDecimal minPackageBudget,
        @Nullable BigDecimal maxDailyPackageSpend) {}
