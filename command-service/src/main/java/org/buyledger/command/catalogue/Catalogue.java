package org.buyledger.command.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.buyledger.command.configuration.Setup;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Subject;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.InventoryProfile;
import org.buyledger.events.catalogue.InventoryProfileId;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.configuration.AgentId;
import org.buyledger.events.configuration.ConfigurationEvent;

/** The catalogue, as decisions see it: each entry is what it was last put to. */
public final class Catalogue {
    public static final Kind<Held<Product>> PRODUCT = Kind.held("product", Product.class, Catalogue::pointers);

    /** One that was removed is still what archived products took their formats from. */
    public static final Kind<Held<InventoryProfile>> INVENTORY_PROFILE = Kind.held(
            "inventory_profile",
            InventoryProfile.class,
            profile -> formats(profile.formatIds(), CatalogueEvent.inventoryProfile(profile.profileId())));

    public static final Kind<Held<PricingOption>> PRICING_OPTION = Kind.held(
            "pricing_option",
            PricingOption.class,
            option -> Set.of(
                    new Pointer(
                            Index.PRICES_BY_PRODUCT,
                            option.productId().value(),
                            option.pricingOptionId().value()),
                    Pointer.dependent(CatalogueEvent.currency(option.currency()), subject(option))));

    public static final Kind<Held<CurrencyLimit>> CURRENCY_LIMIT =
            Kind.held("currency_limit", CurrencyLimit.class, limit -> Set.of());

    private Catalogue() {}

    private static Set<Pointer> pointers(Product product) {
        Subject self = new Subject(PRODUCT.name(), product.productId().value());
        Set<Pointer> pointers = new HashSet<>(formats(product.formatIds(), self));
        InventoryProfileId profile = product.inventoryProfileId();
        if (profile != null) {
            pointers.add(Pointer.dependent(CatalogueEvent.inventoryProfile(profile), self));
        }
        for (AgentId agent : product.signalsAgentIds()) {
            pointers.add(Pointer.dependent(ConfigurationEvent.signalsAgent(agent), self));
        }
        return pointers;
    }

    private static Set<Pointer> formats(List<FormatId> formats, Subject dependent) {
        return formats.stream()
                .map(format -> Pointer.dependent(Setup.definer(format.agentUrl()), dependent))
                .collect(Collectors.toSet());
    }

    static Subject subject(PricingOption option) {
        return CatalogueEvent.price(option.productId(), option.pricingOptionId());
    }

    /** A product that can be bought. */
    public static Optional<Product> onSale(Ledger ledger, ProductId id) {
        return ledger.find(PRODUCT, id.value()).flatMap(Held::present);
    }

    /** A product, whether or not it was archived since. */
    public static Optional<Product> product(Ledger ledger, ProductId id) {
        return ledger.find(PRODUCT, id.value()).map(Held::value);
    }

    /** The creative formats that a product takes now: its profile's, where it has one. None means any. */
    public static List<FormatId> formats(Ledger ledger, Product product) {
        return Optional.ofNullable(product.inventoryProfileId())
                .flatMap(id -> ledger.find(INVENTORY_PROFILE, id.value()))
                .map(held -> held.value().formatIds())
                .orElse(product.formatIds());
    }

    public static Optional<PricingOption> price(Ledger ledger, ProductId product, PricingOptionId option) {
        return ledger.find(PRICING_OPTION, CatalogueEvent.price(product, option).id())
                .flatMap(Held::present);
    }

    public static Optional<CurrencyLimit> limit(Ledger ledger, String currency) {
        return ledger.find(CURRENCY_LIMIT, currency).flatMap(Held::present);
    }

    /** The ids of a product's prices. */
    public static List<String> prices(Ledger ledger, ProductId product) {
        return ledger.ids(Index.PRICES_BY_PRODUCT, product.value());
    }
}
