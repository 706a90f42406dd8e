package org.buyledger.command.mediabuy;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;
import static org.buyledger.command.decision.Decision.submit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.creative.Library;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.configuration.ManualOperation;
import org.buyledger.events.mediabuy.MediaBuyCommand.CreateMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.PackageRequest;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepType;
import org.jspecify.annotations.Nullable;

/** The rules for a new media buy. AdCP 3.1.19, create_media_buy; docs/media-buy-lifecycle.md. */
final class CreateMediaBuyDecider {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*+");

    private CreateMediaBuyDecider() {}

    static Decision decide(Ledger ledger, Context context, CreateMediaBuy command) {
        PrincipalId principal = context.caller().principal();
        MediaBuyId id = context.newMediaBuyId();
        Library library = new Library(ledger, context, principal);
        Findings found = new Findings();
        Flight flight = new Flight(command.startTime().from(context.now()), command.endTime());
        flightRules(found, flight, context.now());
        shape(found, command);

        PackageRules rules = new PackageRules(ledger, context, principal, library, found);
        Deadlines deadlines = new Deadlines(ledger, context, principal, found, false);
        List<MediaPackage> packages = new ArrayList<>();
        for (int i = 0; i < command.packages().size(); i++) {
            PackageRequest request = command.packages().get(i);
            String pointer = "/packages/" + i;
            MediaPackage part = deadlines.fix(
                    pointer,
                    Packages.of(request, context.newPackageId(id, i), pointer, library, deadlines, found),
                    flight);
            packages.add(part);
            newPackage(rules, found, pointer, part, request.formatIds(), flight);
        }
        Optional<String> currency = currency(ledger, found, packages);
        if (found.any() || currency.isEmpty()) {
            return refuse(found.failure().orElseThrow());
        }
        boolean needsApproval = Approval.isNeeded(ledger, context, ManualOperation.CREATE_MEDIA_BUY, packages);
        MediaBuy buy =
                buy(id, principal, command, flight, currency.get(), packages, needsApproval ? null : context.now());
        MediaBuyStatus approved = Lifecycle.nextOfApproved(buy, library::isApproved, context.now());
        if (Boolean.TRUE.equals(command.dryRun())) {
            return accept(List.of(), Answers.created(buy.in(approved), command.context()));
        }
        if (!needsApproval) {
            buy = buy.in(approved);
        }
        List<Event> events = new ArrayList<>(library.events());
        events.addAll(CreativesOfBuys.moved(ledger, context, library, Set.of()));
        events.add(created(command, context, buy));
        if (!needsApproval) {
            return accept(events, Answers.created(buy, command.context()));
        }
        StepId step = context.newStepId();
        Subject object = new Subject(MediaBuy.KIND.name(), buy.id().value());
        events.add(Step.opened(ledger, context, step, StepType.MEDIA_BUY_CREATION, object, 1, principal, null));
        return submit(events, Answers.submitted(step, "The media buy waits for the publisher.", command.context()));
    }

    /** What holds for every package that joins a buy, here and in an update. */
    static void newPackage(
            PackageRules rules,
            Findings found,
            String pointer,
            MediaPackage part,
            List<FormatId> formats,
            Flight flight) {
        rules.dates(pointer, part, flight);
        Optional<Product> product = rules.product(pointer, part);
        if (product.isEmpty()) {
            return;
        }
        rules.price(pointer, part).ifPresent(price -> rules.money(pointer, part, price, flight));
        rules.formats(pointer, formats, product.get());
        rules.assignments(pointer, part, product.get());
        TargetingRules.check(found, pointer, part.details(), product.get());
    }

    private static void flightRules(Findings found, Flight flight, Instant now) {
        if (flight.start().isBefore(now)) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/start_time",
                    "The flight would start at %s, and it is %s.".formatted(flight.start(), now),
                    "Give a start in the future, or \"asap\".");
        }
        if (!flight.start().isBefore(flight.end())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/end_time",
                    "The flight would end at %s, not after its start at %s.".formatted(flight.end(), flight.start()),
                    "Give an end after the start.");
        }
    }

    private static void shape(Findings found, CreateMediaBuy command) {
        if (!DOMAIN.matcher(command.brand().domain()).matches()) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/brand/domain",
                    "A brand is named by a domain of 1 to 253 characters, in lower case; this has %d characters and is none."
                            .formatted(command.brand().domain().length()),
                    "Give the domain where the brand is at home, such as nova.example.");
        }
        if (command.details().containsKey("proposal_id")) {
            found.add(
                    ErrorCode.UNSUPPORTED_FEATURE,
                    "/proposal_id",
                    "Proposals cannot be bought.",
                    "Give packages instead of proposal_id.");
        } else if (command.packages().isEmpty()) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/packages",
                    "A media buy has at least one package.",
                    "Give a package for each product.");
        }
        Set<ProductId> seen = new HashSet<>();
        for (int i = 0; i < command.packages().size(); i++) {
            ProductId product = command.packages().get(i).productId();
            if (!seen.add(product)) {
                found.add(
                        ErrorCode.VALIDATION_ERROR,
                        "/packages/%d/product_id".formatted(i),
                        "Product " + product + " is in the buy twice.",
                        "Join the two packages, or make two buys.");
            }
        }
    }

    /** The currency of the chosen prices: one for the whole buy. Empty, with a finding, where there is none. */
    static Optional<String> currency(Ledger ledger, Findings found, List<MediaPackage> packages) {
        String currency = null;
        for (int i = 0; i < packages.size(); i++) {
            MediaPackage part = packages.get(i);
            Optional<PricingOption> price = Catalogue.price(ledger, part.productId(), part.pricingOptionId());
            if (price.isEmpty()) {
                continue;
            }
            if (currency != null && !currency.equals(price.get().currency())) {
                found.add(
                        ErrorCode.UNSUPPORTED_FEATURE,
                        "/packages/%d/pricing_option_id".formatted(i),
                        "The package is priced in %s and another of the buy in %s."
                                .formatted(price.get().currency(), currency),
                        "Choose prices in one currency, or make a buy for each.");
            }
            currency = price.get().currency();
        }
        return Optional.ofNullable(currency);
    }

    /** The buy before it is known what it waits for. */
    private static MediaBuy buy(
            MediaBuyId id,
            PrincipalId principal,
            CreateMediaBuy command,
            Flight flight,
            String currency,
            List<MediaPackage> packages,
            @Nullable Instant confirmedAt) {
        return new MediaBuy(
                1,
                id,
                principal,
                MediaBuyStatus.PENDING_APPROVAL,
                Boolean.TRUE.equals(command.paused()),
                flight,
                currency,
                packages,
                confirmedAt);
    }

    private static MediaBuyEvent created(CreateMediaBuy command, Context context, MediaBuy buy) {
        BigDecimal budget = buy.budget();
        return new MediaBuyEvent.Created(
                buy.id(),
                buy.principal(),
                command.account(),
                command.brand(),
                command.poNumber(),
                buy.flight().start(),
                buy.flight().end(),
                buy.creativeDeadline(),
                buy.currency(),
                budget,
                buy.held(),
                buy.packages(),
                buy.status(),
                buy.confirmedAt(),
                context.requestSha256(),
                Credentials.leftOut(command.details()));
    }
}
