package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.buyledger.events.Command;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.WireName;
import org.jspecify.annotations.Nullable;

/** What can be asked about the catalogue. */
public sealed interface CatalogueCommand extends Command {
    /** The revision that the sender saw; null to write over whatever is there. */
    @Nullable
    Long revision();

    @WireName("put_product.v1")
    @SentBy(Role.ADMIN)
    record PutProduct(
            @JsonUnwrapped Product product, @Nullable Long revision) implements CatalogueCommand {}

    /** Takes a product off sale; buys of it go on. */
    @WireName("archive_product.v1")
    @SentBy(Role.ADMIN)
    record ArchiveProduct(ProductId productId, @Nullable Long revision) implements CatalogueCommand {}

    @WireName("put_inventory_profile.v1")
    @SentBy(Role.ADMIN)
    record PutInventoryProfile(
            @JsonUnwrapped InventoryProfile inventoryProfile,
            @Nullable Long revision) implements CatalogueCommand {}

    /** Takes a profile away that no product takes its formats from. */
    @WireName("remove_inventory_profile.v1")
    @SentBy(Role.ADMIN)
    record RemoveInventoryProfile(
            InventoryProfileId profileId, @Nullable Long revision) implements CatalogueCommand {}

    @WireName("put_pricing_option.v1")
    @SentBy(Role.ADMIN)
    record PutPricingOption(
            @JsonUnwrapped PricingOption pricingOption,
            @Nullable Long revision) implements CatalogueCommand {}

    /** Takes a price away that no buy, but those that are over, was made at. */
    @WireName("remove_pricing_option.v1")
    @SentBy(Role.ADMIN)
    record RemovePricingOption(
            ProductId productId,
            PricingOptionId pricingOptionId,
            @Nullable Long revision) implements CatalogueCommand {}

    @WireName("set_currency_limit.v1")
    @SentBy(Role.ADMIN)
    record SetCurrencyLimit(
            @JsonUnwrapped CurrencyLimit currencyLimit,
            @Nullable Long revision) implements CatalogueCommand {}

    /** Ends selling in a currency in which nothing has a price any more. */
    @WireName("remove_currency_limit.v1")
    @SentBy(Role.ADMIN)
    record RemoveCurrencyLimit(String currency, @Nullable Long revision) implements CatalogueCommand {}
}
