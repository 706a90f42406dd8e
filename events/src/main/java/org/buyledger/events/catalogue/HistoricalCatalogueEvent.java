package org.buyledger.events.catalogue;

import java.math.BigDecimal;
import java.util.Map;
import org.buyledger.events.Historical;
import org.buyledger.events.WireName;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionPut;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What older versions wrote about the catalogue. Nothing here changes any more. */
public sealed interface HistoricalCatalogueEvent extends Historical {

    /** Had two fields of which one was left out, and every reader had to know that. */
    @WireName("pricing_option.put.v1")
    record PricingOptionPutV1(
            ProductId productId,
            PricingOptionId pricingOptionId,
            PricingModel pricingModel,
            String currency,
            @Nullable BigDecimal fixedPrice,
            @Nullable BigDecimal floorPrice,
            @Nullable BigDecimal minSpendPerPackage,
            Map<String, JsonNode> details)
            implements HistoricalCatalogueEvent {

        public PricingOptionPutV1 {
            if ((fixedPrice == null) == (floorPrice == null)) {
                throw new IllegalArgumentException("a price is fixed_price or floor_price, and not both");
            }
        }

        @Override
        public PricingOptionPut upcast() {
            return new PricingOptionPut(
                    productId,
                    pricingOptionId,
                    pricingModel,
                    currency,
                    Price.of(fixedPrice, floorPrice),
                    minSpendPerPackage,
                    details);
        }
    }
}
