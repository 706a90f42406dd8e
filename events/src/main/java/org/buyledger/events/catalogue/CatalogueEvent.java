package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.Map;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can happen to the catalogue. Storage format: add, never change; see docs/evolving-events.md. */
public sealed interface CatalogueEvent extends Event {

    /** A price among all of a tenant. */
    static Subject price(ProductId product, PricingOptionId option) {
        return new Subject("pricing_option", product + "/" + option);
    }

    static Subject inventoryProfile(InventoryProfileId profile) {
        return new Subject("inventory_profile", profile.value());
    }

    /** The limit of a currency. */
    static Subject currency(String code) {
        return new Subject("currency_limit", code);
    }

    /** The product as it is from now on. */
    @WireName("product.put.v1")
    record ProductPut(@JsonUnwrapped Product product) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return new Subject("product", product.productId().value());
        }
    }

    /** It is sold no more; buys of it go on. Putting it again brings it back. */
    @WireName("product.archived.v1")
    record ProductArchived(ProductId productId) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return new Subject("product", productId.value());
        }
    }

    /** The profile as it is from now on, and with it the formats of the products that have it. */
    @WireName("inventory_profile.put.v1")
    record InventoryProfilePut(@JsonUnwrapped InventoryProfile inventoryProfile) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return CatalogueEvent.inventoryProfile(inventoryProfile.profileId());
        }
    }

    /** No product that is on sale has it. */
    @WireName("inventory_profile.removed.v1")
    record InventoryProfileRemoved(InventoryProfileId profileId) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return CatalogueEvent.inventoryProfile(profileId);
        }
    }

    /** The price as it is from now on. */
    @WireName("pricing_option.put.v2")
    record PricingOptionPut(
            ProductId productId,
            PricingOptionId pricingOptionId,
            PricingModel pricingModel,
            String currency,
            Price price,
            @Nullable BigDecimal minSpendPerPackage,
            Map<String, JsonNode> details)
            implements CatalogueEvent {

        /** That a price is what somebody put; it is either fixed or an auction. */
        public static PricingOptionPut of(PricingOption put) {
            return new PricingOptionPut(
                    put.productId(),
                    put.pricingOptionId(),
                    put.pricingModel(),
                    put.currency(),
                    Price.of(put.fixedPrice(), put.floorPrice()),
                    put.minSpendPerPackage(),
                    put.details());
        }

        /** The inverse of {@link #of}. */
        public PricingOption pricingOption() {
            return new PricingOption(
                    productId,
                    pricingOptionId,
                    pricingModel,
                    currency,
                    price.amountIf(Price.Kind.FIXED),
                    price.amountIf(Price.Kind.FLOOR),
                    minSpendPerPackage,
                    details);
        }

        @Override
        public Subject subject() {
            return CatalogueEvent.price(productId, pricingOptionId);
        }
    }

    /** It is sold no more; packages that were bought at it are over. */
    @WireName("pricing_option.removed.v1")
    record PricingOptionRemoved(ProductId productId, PricingOptionId pricingOptionId) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return price(productId, pricingOptionId);
        }
    }

    /** The limit as it is from now on. */
    @WireName("currency_limit.set.v1")
    record CurrencyLimitSet(@JsonUnwrapped CurrencyLimit currencyLimit) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return CatalogueEvent.currency(currencyLimit.currency());
        }
    }

    /** Nothing is sold in the currency any more. */
    @WireName("currency_limit.removed.v1")
    record CurrencyLimitRemoved(String currency) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return CatalogueEvent.currency(currency);
        }
    }
}
