package org.buyledger.command.mediabuy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.catalogue.Amounts;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.creative.Library;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.tenancy.PrincipalId;
import org.jspecify.annotations.Nullable;

/** The rules for one package of a buy; a new one and a changed one are held to the same. */
final class PackageRules {
    private static final BigDecimal FULL_WEIGHT = BigDecimal.valueOf(100);

    private final Ledger ledger;
    private final Context context;
    private final PrincipalId principal;
    private final Library library;
    private final Findings found;

    PackageRules(Ledger ledger, Context context, PrincipalId principal, Library library, Findings found) {
        this.ledger = ledger;
        this.context = context;
        this.principal = principal;
        this.library = library;
        this.found = found;
    }

    /** The product of a package, if the buyer may see and buy it. */
    Optional<Product> product(String pointer, MediaPackage part) {
        Optional<Product> product = Catalogue.product(ledger, part.productId()).filter(p -> p.isVisibleTo(principal));
        if (product.isEmpty()) {
            found.add(
                    ErrorCode.PRODUCT_NOT_FOUND,
                    pointer + "/product_id",
                    "There is no product " + part.productId() + ".",
                    "List what can be bought: GET /v1/products.");
            return product;
        }
        if (Catalogue.onSale(ledger, part.productId()).isEmpty()) {
            found.add(
                    ErrorCode.PRODUCT_UNAVAILABLE,
                    pointer + "/product_id",
                    "Product " + part.productId() + " is not on sale any more.",
                    "Choose another product.");
        }
        var expiry = product.get().expiresAt();
        if (expiry != null && !context.now().isBefore(expiry)) {
            found.add(
                    ErrorCode.PRODUCT_EXPIRED,
                    pointer + "/product_id",
                    "Product %s could be bought until %s.".formatted(part.productId(), expiry),
                    "Choose another product.");
        }
        return product;
    }

    /** The price of a package. */
    Optional<PricingOption> price(String pointer, MediaPackage part) {
        Optional<PricingOption> price = Catalogue.price(ledger, part.productId(), part.pricingOptionId());
        if (price.isEmpty()) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    pointer + "/pricing_option_id",
                    "Product %s has no pricing option %s.".formatted(part.productId(), part.pricingOptionId()),
                    "Choose one of: " + String.join(", ", Catalogue.prices(ledger, part.productId())) + ".");
        }
        return price;
    }

    /** What numbers are in any package, one that is being canceled too. */
    void numbers(String pointer, MediaPackage part, PricingOption price) {
        Amounts.check(found, pointer + "/budget", part.budget(), price.currency(), 0);
        Amounts.check(found, pointer + "/bid_price", part.bidPrice(), price.currency(), 4);
        BigDecimal goal = part.impressions();
        if (goal != null && goal.signum() < 0) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    pointer + "/impressions",
                    "A goal is not negative, and this is " + goal + ".",
                    "Give 0 or more impressions.");
        }
    }

    /** Numbers, and budget and bid against the price and the limits of its currency. */
    void money(String pointer, MediaPackage part, PricingOption price, Flight flight) {
        numbers(pointer, part, price);
        String currency = price.currency();
        BigDecimal budget = part.budget();
        if (budget.signum() == 0) {
            tooLow(pointer, budget, currency, "more than 0");
        }
        bid(pointer, part, price);
        Optional<CurrencyLimit> limit = Catalogue.limit(ledger, currency);
        if (limit.isEmpty()) {
            found.add(
                    ErrorCode.UNSUPPORTED_FEATURE,
                    pointer + "/pricing_option_id",
                    "The publisher does not sell in " + currency + ".",
                    "Choose a pricing option in another currency.");
            return;
        }
        BigDecimal least =
                price.minSpendPerPackage() == null ? limit.get().minPackageBudget() : price.minSpendPerPackage();
        if (least != null && budget.signum() > 0 && budget.compareTo(least) < 0) {
            tooLow(pointer, budget, currency, "at least " + least.toPlainString());
        }
        daily(pointer, part, flight, currency, limit.get().maxDailyPackageSpend());
    }

    private void tooLow(String pointer, BigDecimal budget, String currency, String least) {
        found.add(
                ErrorCode.BUDGET_TOO_LOW,
                pointer + "/budget",
                "A budget of %s %s is too low.".formatted(budget.toPlainString(), currency),
                "Give %s %s.".formatted(least, currency));
    }

    private void daily(String pointer, MediaPackage part, Flight flight, String currency, @Nullable BigDecimal most) {
        if (most == null) {
            return;
        }
        long days = of(part, flight).days();
        if (part.budget().compareTo(most.multiply(BigDecimal.valueOf(days))) > 0) {
            BigDecimal rate = part.budget().divide(BigDecimal.valueOf(days), 2, RoundingMode.UP);
            found.add(
                    ErrorCode.BUDGET_EXCEEDED,
                    pointer + "/budget",
                    "%s %s over %d day(s) is %s a day, and at most %s is allowed."
                            .formatted(part.budget().toPlainString(), currency, days, rate, most.toPlainString()),
                    "Lower the budget to %s or lengthen the flight."
                            .formatted(most.multiply(BigDecimal.valueOf(days)).toPlainString()));
        }
    }

    private void bid(String pointer, MediaPackage part, PricingOption price) {
        BigDecimal floor = price.floorPrice();
        BigDecimal bid = part.bidPrice();
        if (floor != null && (bid == null || bid.compareTo(floor) < 0)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    pointer + "/bid_price",
                    "The price is an auction from %s %s on, and %s."
                            .formatted(
                                    floor.toPlainString(),
                                    price.currency(),
                                    bid == null ? "no bid is given" : bid.toPlainString() + " is bid"),
                    "Bid %s or more.".formatted(floor.toPlainString()));
        }
    }

    /** A package's own dates lie inside the buy's. */
    void dates(String pointer, MediaPackage part, Flight flight) {
        Flight own = of(part, flight);
        if (!own.start().isBefore(own.end())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    pointer + "/end_time",
                    "The package would end at %s, not after its start at %s.".formatted(own.end(), own.start()),
                    "Give an end after the start.");
        } else if (!flight.contains(own)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    pointer + (own.start().isBefore(flight.start()) ? "/start_time" : "/end_time"),
                    "The package runs from %s to %s, outside the buy's %s to %s."
                            .formatted(own.start(), own.end(), flight.start(), flight.end()),
                    "Give dates inside those of the buy.");
        }
    }

    static Flight of(MediaPackage part, Flight flight) {
        return new Flight(
                part.startTime() == null ? flight.start() : part.startTime(),
                part.endTime() == null ? flight.end() : part.endTime());
    }

    /** The formats that a buyer means to send are formats that the product takes. */
    void formats(String pointer, List<FormatId> wanted, Product product) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!takes(product, wanted.get(i))) {
                found.add(
                        ErrorCode.FORMAT_NOT_SUPPORTED,
                        "%s/format_ids/%d".formatted(pointer, i),
                        "Product %s does not take format %s."
                                .formatted(product.productId(), wanted.get(i).id()),
                        formatsOf(product));
            }
        }
    }

    private boolean takes(Product product, FormatId format) {
        List<FormatId> taken = Catalogue.formats(ledger, product);
        return taken.isEmpty() || taken.stream().anyMatch(accepted -> accepted.accepts(format));
    }

    private String formatsOf(Product product) {
        return "It takes: "
                + String.join(
                        ", ",
                        Catalogue.formats(ledger, product).stream()
                                .map(FormatId::id)
                                .toList())
                + ".";
    }

    /** Assigned creatives are the buyer's own, usable, of a format that the product takes, on placements that it has. */
    void assignments(String pointer, MediaPackage part, Product product) {
        Set<Object> seen = new HashSet<>();
        List<CreativeAssignment> assignments = part.creativeAssignments();
        for (int i = 0; i < assignments.size(); i++) {
            CreativeAssignment assignment = assignments.get(i);
            String at = pointer + "/creative_assignments/" + i;
            if (!seen.add(assignment.creativeId())) {
                found.add(
                        ErrorCode.VALIDATION_ERROR,
                        at + "/creative_id",
                        "Creative " + assignment.creativeId() + " is assigned to the package twice.",
                        "Name it once.");
            }
            assignment(at, assignment, product);
        }
    }

    void assignment(String at, CreativeAssignment assignment, Product product) {
        BigDecimal weight = assignment.weight();
        if (weight != null && (weight.signum() < 0 || weight.compareTo(FULL_WEIGHT) > 0)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    at + "/weight",
                    "A weight is 0 to 100, not " + weight + ".",
                    "Leave it out for an equal share.");
        }
        creative(at, assignment, product);
        Placements.check(found, at, assignment, product);
    }

    private void creative(String at, CreativeAssignment assignment, Product product) {
        Optional<Creative> creative = library.find(assignment.creativeId());
        if (creative.isEmpty()) {
            found.add(
                    ErrorCode.CREATIVE_NOT_FOUND,
                    at + "/creative_id",
                    "There is no creative " + assignment.creativeId() + ".",
                    "Send it with sync_creatives first.");
            return;
        }
        if (!creative.get().isUsable()) {
            found.add(
                    ErrorCode.CREATIVE_REJECTED,
                    at + "/creative_id",
                    "Creative %s is %s."
                            .formatted(
                                    assignment.creativeId(),
                                    creative.get().status().wire()),
                    "Mend it, send it again with sync_creatives, or assign another.");
        }
        FormatId format = creative.get().content().formatId();
        if (format != null && !takes(product, format)) {
            found.add(
                    ErrorCode.CREATIVE_REJECTED,
                    at + "/creative_id",
                    "Creative %s has format %s, which product %s does not take."
                            .formatted(assignment.creativeId(), format.id(), product.productId()),
                    formatsOf(product));
        }
    }
}
