package org.buyledger.command.mediabuy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.creative.Library;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.mediabuy.MediaBuyCommand.UpdateMediaBuy;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.mediabuy.PackageRequest;
import org.buyledger.events.mediabuy.PackageUpdate;
import org.buyledger.events.mediabuy.Party;
import org.buyledger.events.workflow.StepId;
import org.jspecify.annotations.Nullable;

/**
 * What a buy would be after an update, and whether it may be: worked out when the buyer asks, and once more when the
 * publisher approves. Made for one decision and dropped with it.
 */
final class UpdateProposal {
    private final Ledger ledger;
    private final Context context;
    private final MediaBuy buy;
    private final UpdateMediaBuy update;
    private final Library library;
    private final PackageRules rules;
    private final Deadlines deadlines;
    private final Findings found = new Findings();
    private final Set<String> actions = new LinkedHashSet<>();
    private final List<MediaPackage> changed = new ArrayList<>();
    private final Flight flight;

    /** Takes whether the publisher has approved it. */
    UpdateProposal(Ledger ledger, Context context, MediaBuy buy, UpdateMediaBuy update, boolean approved) {
        this.ledger = ledger;
        this.context = context;
        this.buy = buy;
        this.update = update;
        this.library = new Library(ledger, context, buy.principal());
        this.rules = new PackageRules(ledger, context, buy.principal(), library, found);
        this.deadlines = new Deadlines(ledger, context, buy.principal(), found, approved);
        this.flight = new Flight(
                update.startTime() == null
                        ? buy.flight().start()
                        : update.startTime().from(context.now()),
                update.endTime() == null ? buy.flight().end() : update.endTime());
        hold();
        dates();
        for (int i = 0; i < update.packages().size(); i++) {
            change("/packages/" + i, update.packages().get(i));
        }
        for (int i = 0; i < update.newPackages().size(); i++) {
            add("/new_packages/" + i, i, update.newPackages().get(i));
        }
        ratesOfTheRest();
        CreateMediaBuyDecider.currency(ledger, found, after().packages());
        uniquePackages();
    }

    Optional<Failure> failure() {
        return found.failure();
    }

    /** Whether it only holds, lets go, or changes creatives, which are reviewed by themselves; else a person may have to see it. */
    boolean isRoutine() {
        return update.startTime() == null
                && update.endTime() == null
                && update.newPackages().isEmpty()
                && update.details().isEmpty()
                && update.packages().stream().allMatch(UpdateProposal::concernsCreativesOnly);
    }

    static boolean concernsCreativesOnly(PackageUpdate part) {
        return part.budget() == null
                && part.bidPrice() == null
                && part.pacing() == null
                && part.impressions() == null
                && part.startTime() == null
                && part.endTime() == null
                && part.paused() == null
                && part.canceled() == null
                && part.details().isEmpty();
    }

    /** The packages of the buy as they would be. */
    List<MediaPackage> packages() {
        return after().packages();
    }

    /** The packages that would change or be added. */
    List<MediaPackage> changed() {
        return changed;
    }

    private MediaBuy after() {
        boolean held = update.paused() == null ? buy.held() : update.paused();
        return buy.with(changed).with(flight, held);
    }

    /** The event that applies the update. */
    MediaBuyEvent.Updated event(@Nullable StepId step) {
        MediaBuy after = after();
        return new MediaBuyEvent.Updated(
                buy.id(),
                buy.principal(),
                step,
                List.copyOf(actions),
                flight.start(),
                flight.end(),
                after.creativeDeadline(),
                after.held(),
                List.copyOf(changed),
                after.budget(),
                Lifecycle.next(after, library::isApproved, context.now()),
                Credentials.leftOut(update.details()));
    }

    /** All that happens when the update is applied: what it uploads, then the update itself. */
    List<Event> events(@Nullable StepId step) {
        List<Event> events = new ArrayList<>(library.events());
        events.addAll(
                CreativesOfBuys.moved(ledger, context, library, Set.of(buy.id().value())));
        events.add(event(step));
        return events;
    }

    private void hold() {
        if (update.paused() != null && update.paused() != buy.held()) {
            actions.add(update.paused() ? "paused" : "resumed");
        }
    }

    private void dates() {
        if (flight.equals(buy.flight())) {
            return;
        }
        actions.add("updated_dates");
        boolean startMoves = !flight.start().equals(buy.flight().start());
        if (startMoves && !buy.status().isPending()) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    "/start_time",
                    "The flight started at " + buy.flight().start() + ".",
                    "Leave start_time out.");
        } else if (startMoves && flight.start().isBefore(context.now())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/start_time",
                    "The flight would start at %s, and it is %s.".formatted(flight.start(), context.now()),
                    "Give a start in the future, or \"asap\".");
        }
        if (!flight.start().isBefore(flight.end()) || !context.now().isBefore(flight.end())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/end_time",
                    "The flight would end at %s; it starts at %s and it is %s."
                            .formatted(flight.end(), flight.start(), context.now()),
                    "Give an end after the start and after now.");
        }
    }

    private void change(String pointer, PackageUpdate part) {
        Optional<MediaPackage> before = buy.find(part.packageId());
        if (before.isEmpty()) {
            found.add(
                    ErrorCode.PACKAGE_NOT_FOUND,
                    pointer + "/package_id",
                    "The buy has no package " + part.packageId() + ".",
                    "Read the buy: GET /v1/media-buys/" + buy.id() + ".");
            return;
        }
        if (before.get().isCanceled()) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    pointer + "/package_id",
                    "Package " + part.packageId() + " is canceled, and that is final.",
                    "Leave it out, or add a new package.");
            return;
        }
        fixedFields(pointer, part);
        MediaPackage after = deadlines.changed(
                pointer,
                part.creativeAssignments() == null ? "/creatives" : "/creative_assignments",
                before.get(),
                Packages.updated(before.get(), part, context, Party.BUYER, pointer, library, deadlines, found),
                buy.flight(),
                flight);
        changed.add(after);
        name(before.get(), after);
        rules.dates(pointer, after, flight);
        Optional<Product> product = Catalogue.product(ledger, after.productId());
        if (after.isCanceled()) {
            rules.price(pointer, after).ifPresent(price -> rules.numbers(pointer, after, price));
        } else if (product.isPresent()) {
            rules.price(pointer, after).ifPresent(price -> rules.money(pointer, after, price, flight));
            rules.assignments(pointer, after, product.get());
            TargetingRules.check(found, pointer, after.details(), product.get());
        }
    }

    private void name(MediaPackage before, MediaPackage after) {
        int named = actions.size();
        if (before.budget().compareTo(after.budget()) != 0) {
            actions.add("updated_budget");
        }
        if (!before.isCanceled() && after.isCanceled()) {
            actions.add("package_canceled");
        }
        if (before.paused() != after.paused()) {
            actions.add(after.paused() ? "package_paused" : "package_resumed");
        }
        if (named == actions.size()) {
            actions.add("updated_packages");
        }
    }

    /** What AdCP fixes when a package is made, and what it lists but we do not do. */
    private void fixedFields(String pointer, PackageUpdate part) {
        for (String field : List.of(
                "product_id", "pricing_option_id", "format_ids", "format_option_refs", "format_kind", "params")) {
            if (part.details().containsKey(field)) {
                found.add(
                        ErrorCode.INVALID_REQUEST,
                        pointer + "/" + field,
                        field + " of a package cannot change.",
                        "Cancel the package and add a new one.");
            }
        }
        for (String field : List.of(
                "keyword_targets_add", "keyword_targets_remove", "negative_keywords_add", "negative_keywords_remove")) {
            if (part.details().containsKey(field)) {
                found.add(
                        ErrorCode.UNSUPPORTED_FEATURE,
                        pointer + "/" + field,
                        "Keywords cannot be added or removed one by one.",
                        "Give the whole targeting_overlay.");
            }
        }
        if (Boolean.FALSE.equals(part.canceled())) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    pointer + "/canceled",
                    "canceled can only be true: a canceled package stays so.",
                    "Leave it out.");
        }
    }

    private void add(String pointer, int ordinal, PackageRequest request) {
        MediaPackage part = deadlines.fix(
                pointer,
                Packages.of(request, context.newPackageId(buy.id(), ordinal), pointer, library, deadlines, found),
                flight);
        changed.add(part);
        actions.add("updated_packages");
        CreateMediaBuyDecider.newPackage(rules, found, pointer, part, request.formatIds(), flight);
    }

    /** New dates change the daily rate of packages that the update does not name. */
    private void ratesOfTheRest() {
        if (flight.equals(buy.flight())) {
            return;
        }
        for (MediaPackage part : buy.packages()) {
            boolean named = changed.stream().anyMatch(c -> c.packageId().equals(part.packageId()));
            if (named || part.isCanceled()) {
                continue;
            }
            Findings itsOwn = new Findings();
            PackageRules itsRules = new PackageRules(ledger, context, buy.principal(), library, itsOwn);
            itsRules.dates("", part, flight);
            itsRules.price("", part).ifPresent(price -> itsRules.money("", part, price, flight));
            itsOwn.failure()
                    .ifPresent(failure -> found.add(
                            failure.code(),
                            "/end_time",
                            "With these dates package %s breaks a rule. %s"
                                    .formatted(part.packageId(), failure.message()),
                            failure.suggestion()));
        }
    }

    private void uniquePackages() {
        Set<PackageId> seen = new HashSet<>();
        for (int i = 0; i < update.packages().size(); i++) {
            if (!seen.add(update.packages().get(i).packageId())) {
                found.add(
                        ErrorCode.VALIDATION_ERROR,
                        "/packages/%d/package_id".formatted(i),
                        "The package is in the update twice.",
                        "Join the two changes.");
            }
        }
    }
}
