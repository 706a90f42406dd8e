package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;

/** What can happen to the catalogue. Storage format: add, never change; see docs/message-formats.md. */
public sealed interface CatalogueEvent extends Event {

    /** The product as it is from now on. */
    @WireName("product.put.v1")
    record ProductPut(@JsonUnwrapped Product product) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return new Subject("product", product.productId().value());
        }
    }

    /** The price as it is from now on. */
    @WireName("pricing_option.put.v1")
    record PricingOptionPut(@JsonUnwrapped PricingOption pricingOption) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return new Subject("pricing_option", pricingOption.productId() + "/" + pricingOption.pricingOptionId());
        }
    }

    /** The limit as it is from now on. */
    @WireName("currency_limit.set.v1")
    record CurrencyLimitSet(@JsonUnwrapped CurrencyLimit currencyLimit) implements CatalogueEvent {
        @Override
        public Subject subject() {
            return new Subject("currency_limit", currencyLimit.currency());
        }
    }
}
