package org.buyledger.events.catalogue;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A price of a product: fixed, or an auction above a floor. AdCP 3.1.19, core/pricing-option.json.
 *
 * @param productId the product
 * @param pricingOptionId unique within the product
 * @param pricingModel what the price is for
 * @param currency ISO 4217
 * @param fixedPrice the price, where it is fixed; exactly one of this and {@code floorPrice} is given
 * @param floorPrice the lowest bid, where it is an auction
 * @param minSpendPerPackage the smallest budget of a package, null for none
 * @param details price guidance and parameters, kept as they are
 */
public record PricingOption(
        ProductId productId,
        PricingOptionId pricingOptionId,
        PricingModel pricingModel,
        String currency,
        @Nullable BigDecimal fixedPrice,
        @Nullable BigDecimal floorPrice,
        @Nullable BigDecimal minSpendPerPackage,
        Map<String, JsonNode> details) {}
