package org.buyledger.command.catalogue;

import static org.buyledger.command.decision.Configuration.put;
import static org.buyledger.command.decision.Configuration.remove;
import static org.buyledger.command.decision.Decision.refuse;

import org.buyledger.command.configuration.Setup;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.LeadHours;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Names;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.catalogue.CatalogueCommand;
import org.buyledger.events.catalogue.CatalogueCommand.ArchiveProduct;
import org.buyledger.events.catalogue.CatalogueCommand.PutInventoryProfile;
import org.buyledger.events.catalogue.CatalogueCommand.PutPricingOption;
import org.buyledger.events.catalogue.CatalogueCommand.PutProduct;
import org.buyledger.events.catalogue.CatalogueCommand.RemoveCurrencyLimit;
import org.buyledger.events.catalogue.CatalogueCommand.RemoveInventoryProfile;
import org.buyledger.events.catalogue.CatalogueCommand.RemovePricingOption;
import org.buyledger.events.catalogue.CatalogueCommand.SetCurrencyLimit;
import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitSet;
import org.buyledger.events.catalogue.CatalogueEvent.InventoryProfilePut;
import org.buyledger.events.catalogue.CatalogueEvent.InventoryProfileRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionPut;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.ProductArchived;
import org.buyledger.events.catalogue.CatalogueEvent.ProductPut;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.InventoryProfile;
import org.buyledger.events.catalogue.InventoryProfileId;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.configuration.AgentId;

/** The rules for products, prices and limits. */
public final class CatalogueDecider {
    /** A price, unlike a payment, may be a fraction of the minor unit: a CPM of 12.505, say. */
    private static final int PRICE_DIGITS = 4;

    private CatalogueDecider() {}

    public static Decision decide(Ledger ledger, CatalogueCommand command) {
        Findings found = new Findings();
        return switch (command) {
            case PutProduct c -> {
                check(found, ledger, c.product());
                yield put(found, ledger, Catalogue.PRODUCT, c.revision(), c.product(), new ProductPut(c.product()));
            }
            // Buys that run go on with what they bought.
            case ArchiveProduct c ->
                remove(ledger, Catalogue.PRODUCT, c.revision(), new ProductArchived(c.productId()));
            case PutInventoryProfile c -> {
                check(found, c.inventoryProfile());
                yield put(
                        found,
                        ledger,
                        Catalogue.INVENTORY_PROFILE,
                        c.revision(),
                        c.inventoryProfile(),
                        new InventoryProfilePut(c.inventoryProfile()));
            }
            case RemoveInventoryProfile c ->
                remove(ledger, Catalogue.INVENTORY_PROFILE, c.revision(), new InventoryProfileRemoved(c.profileId()));
            case PutPricingOption c -> {
                check(found, ledger, c.pricingOption());
                yield found.any()
                        ? refuse(found.failure().orElseThrow()) // what is no price cannot be told as one
                        : put(
                                found,
                                ledger,
                                Catalogue.PRICING_OPTION,
                                c.revision(),
                                c.pricingOption(),
                                PricingOptionPut.of(c.pricingOption()));
            }
            case RemovePricingOption c ->
                remove(
                        ledger,
                        Catalogue.PRICING_OPTION,
                        c.revision(),
                        new PricingOptionRemoved(c.productId(), c.pricingOptionId()));
            case SetCurrencyLimit c -> {
                check(found, c.currencyLimit());
                yield put(
                        found,
                        ledger,
                        Catalogue.CURRENCY_LIMIT,
                        c.revision(),
                        c.currencyLimit(),
                        new CurrencyLimitSet(c.currencyLimit()));
            }
            case RemoveCurrencyLimit c ->
                remove(ledger, Catalogue.CURRENCY_LIMIT, c.revision(), new CurrencyLimitRemoved(c.currency()));
        };
    }

    private static void check(Findings found, Ledger ledger, Product product) {
        Names.check(found, product.name());
        LeadHours.check(found, "/creative_lead_hours", product.creativeLeadHours());
        InventoryProfileId profile = product.inventoryProfileId();
        if (profile != null
                && ledger.find(Catalogue.INVENTORY_PROFILE, profile.value())
                        .flatMap(Held::present)
                        .isEmpty()) {
            found.add(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    "/inventory_profile_id",
                    "There is no inventory profile " + profile + ".",
                    "Put it first, with put_inventory_profile.");
        }
        if (profile != null && !product.formatIds().isEmpty()) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/format_ids",
                    "The product takes the formats of inventory profile " + profile + ", and others are given.",
                    "Leave format_ids out, or inventory_profile_id.");
        }
        for (int i = 0; i < product.signalsAgentIds().size(); i++) {
            AgentId agent = product.signalsAgentIds().get(i);
            if (Setup.signalsAgent(ledger, agent).isEmpty()) {
                found.add(
                        ErrorCode.REFERENCE_NOT_FOUND,
                        "/signals_agent_ids/" + i,
                        "There is no signals agent " + agent + ".",
                        "Put it first, with put_signals_agent.");
            }
        }
    }

    private static void check(Findings found, InventoryProfile profile) {
        Names.check(found, profile.name());
        for (int i = 0; i < profile.publisherProperties().size(); i++) {
            if (!profile.publisherProperties().get(i).path("publisher_domain").isString()) {
                found.add(
                        ErrorCode.VALIDATION_ERROR,
                        "/publisher_properties/%d/publisher_domain".formatted(i),
                        "Publisher properties are an object with a publisher_domain.",
                        "Give objects as AdCP's publisher-property-selector.");
            }
        }
    }

    private static void check(Findings found, Ledger ledger, PricingOption option) {
        if (Catalogue.onSale(ledger, option.productId()).isEmpty()) {
            found.add(
                    ErrorCode.PRODUCT_NOT_FOUND,
                    "/product_id",
                    "There is no product " + option.productId() + ".",
                    "Put the product first, with put_product.");
        }
        Amounts.checkCurrency(found, "/currency", option.currency());
        if ((option.fixedPrice() == null) == (option.floorPrice() == null)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/fixed_price",
                    "A price is either fixed or an auction.",
                    "Give fixed_price or floor_price, and not both.");
        }
        Amounts.check(found, "/fixed_price", option.fixedPrice(), option.currency(), PRICE_DIGITS);
        Amounts.check(found, "/floor_price", option.floorPrice(), option.currency(), PRICE_DIGITS);
        Amounts.check(found, "/min_spend_per_package", option.minSpendPerPackage(), option.currency(), 0);
        ledger.find(Catalogue.PRICING_OPTION, Catalogue.subject(option).id())
                .map(Held::value)
                .filter(before -> !before.currency().equals(option.currency()))
                .ifPresent(before -> found.add(
                        ErrorCode.VALIDATION_ERROR,
                        "/currency",
                        "The price is in %s, and buys may rest on it.".formatted(before.currency()),
                        "Put a price in " + option.currency() + " under another pricing_option_id."));
    }

    private static void check(Findings found, CurrencyLimit limit) {
        Amounts.checkCurrency(found, "/currency", limit.currency());
        Amounts.check(found, "/min_package_budget", limit.minPackageBudget(), limit.currency(), 0);
        Amounts.check(found, "/max_daily_package_spend", limit.maxDailyPackageSpend(), limit.currency(), 0);
        if (limit.maxDailyPackageSpend() != null && limit.maxDailyPackageSpend().signum() == 0) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/max_daily_package_spend",
                    "A daily limit of 0 would refuse every package.",
                    "Leave it out for no limit.");
        }
    }
}
