package org.buyledger.command.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Kind.Pointer;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Subject;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;

/** The catalogue, as decisions see it: each entry is what it was last put to. */
public final class Catalogue {
    public static final Kind<Held<Product>> PRODUCT = Kind.held("product", Product.class, product -> Set.of());

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
