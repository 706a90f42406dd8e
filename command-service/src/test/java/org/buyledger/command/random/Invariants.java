package org.buyledger.command.random;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.buyledger.command.MapStore;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.ledger.Replay;
import org.buyledger.command.mediabuy.Lifecycle;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.CommandResult;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.EventEnvelope;
import org.buyledger.events.HashChain;
import org.buyledger.events.Json;
import org.buyledger.events.Recorded;
import org.buyledger.events.Subject;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/** What holds whatever is sent: of the log, of the objects, and of what callers are told. */
final class Invariants {
    /** Ids that we mint, and those of {@link Setup}, which name their owners. */
    private static final Pattern IDS =
            Pattern.compile("(mb|pkg|step|ctx)_[0-9a-f]{16}|[a-z0-9]+(-[a-z]+)?-(acme|umbra)\\b");

    private final HashChain chain = new HashChain();
    private final Replay replay = new Replay();
    private final Map<TenantId, EventEnvelope> last = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private final Set<String> eventIds = new HashSet<>();
    /** Whose an id is: {@code tenant}, or {@code principal-tenant} where it is a buyer's. */
    private final Map<String, String> owners = new HashMap<>();

    private final Reviews reviews = new Reviews();

    private final Set<TenantId> touched = new HashSet<>();
    private final Set<String> changed = new HashSet<>();

    Replay replay() {
        return replay;
    }

    /** Looks at an event as it comes. */
    void event(Recorded<Event> recorded, byte[] payload) {
        EventEnvelope e = recorded.envelope();
        EventEnvelope before = last.put(e.tenant(), e);
        Broken.unless(
                e.sequence() == (before == null ? 1 : before.sequence() + 1), "the sequence of a tenant is dense", e);
        Broken.unless(
                e.previousHash().equals(before == null ? HashChain.GENESIS : before.hash())
                        && e.hash().equals(chain.hash(e, payload)),
                "the chain of hashes is intact",
                e);
        Broken.unless(before == null || !e.at().isBefore(before.at()), "time does not run backwards in a tenant", e);
        Broken.unless(eventIds.add(e.tenant() + " " + e.id()), "the id of an event is unique in its tenant", e);
        touched.add(e.tenant());
        Replay.Change change = replay.apply(e.tenant(), recorded.event());
        if (change == null) {
            return;
        }
        long revision = revisions.merge(e.tenant() + " " + e.subject(), 1L, Long::sum);
        Broken.unless(
                e.revision() == revision && change.after().revision() == revision,
                "the revisions of an object are dense",
                e);
        changed.add(change.key());
        finality(change);
        budget(recorded.event(), change.after());
        deadlines(recorded, change);
        own(recorded);
        if (recorded.event() instanceof CreativeEvent.Synced synced) {
            reviews.synced(e.tenant(), synced, replay);
        }
    }

    private static void finality(Replay.Change change) {
        if (change.before() instanceof MediaBuy before && change.after() instanceof MediaBuy after) {
            Broken.unless(!before.status().isFinal(), "a media buy that is over does not change", change);
            Broken.unless(
                    before.status() == after.status() || Lifecycle.allows(before.status(), after.status()),
                    "a media buy goes only where it may",
                    change);
            for (MediaPackage part : before.packages()) {
                Broken.unless(
                        !part.isCanceled()
                                || after.find(part.packageId())
                                        .filter(MediaPackage::isCanceled)
                                        .isPresent(),
                        "a canceled package stays canceled",
                        change);
            }
        }
        if (change.before() instanceof Step before && change.after() instanceof Step after) {
            Broken.unless(
                    !before.status().isFinal() || before.status() == after.status(),
                    "a step that is decided stays so",
                    change);
        }
    }

    private static void budget(Event event, Entity after) {
        @Nullable
        BigDecimal told = switch (event) {
            case MediaBuyEvent.Created e -> e.budget();
            case MediaBuyEvent.Updated e -> e.budget();
            default -> null;
        };
        if (told != null && after instanceof MediaBuy buy) {
            Broken.unless(told.compareTo(buy.budget()) == 0, "the budget of a buy is the sum of its packages'", event);
        }
    }

    private static void deadlines(Recorded<Event> recorded, Replay.Change change) {
        if (!(change.after() instanceof MediaBuy after)) {
            return;
        }
        @Nullable
        Instant told = switch (recorded.event()) {
            case MediaBuyEvent.Created e -> e.creativeDeadline();
            case MediaBuyEvent.Approved e -> e.creativeDeadline();
            case MediaBuyEvent.Updated e -> e.creativeDeadline();
            case MediaBuyEvent.CreativeDeadlineExtended e -> e.creativeDeadline();
            default -> after.creativeDeadline();
        };
        Broken.unless(
                Objects.equals(told, after.creativeDeadline()),
                "the deadline of a buy is the earliest of its packages that live",
                recorded);
        boolean approved = recorded.event() instanceof MediaBuyEvent.Updated e && e.stepId() != null;
        if (change.before() instanceof MediaBuy before && !approved) {
            for (MediaPackage part : before.packages()) {
                MediaPackage now = after.find(part.packageId()).orElseThrow();
                Broken.unless(
                        part.creativeDeadline() == null
                                || !recorded.at().isAfter(part.creativeDeadline())
                                || !part.creativeDeadline().equals(now.creativeDeadline())
                                || Set.copyOf(part.creativeAssignments()).equals(Set.copyOf(now.creativeAssignments())),
                        "the creatives of a package do not change after its deadline",
                        recorded);
            }
        }
    }

    private void own(Recorded<Event> recorded) {
        String tenant = recorded.tenant();
        switch (recorded.event()) {
            case MediaBuyEvent.Created e ->
                owners.put(e.mediaBuyId().value(), e.principalId().value());
            case WorkflowEvent.Opened e ->
                owners.put(e.stepId().value(), e.principalId().value());
            case ContextEvent.Opened e ->
                owners.put(e.contextId().value(), e.principalId().value());
            default -> {}
        }
        if (recorded.event() instanceof MediaBuyEvent.Created created) {
            created.packages()
                    .forEach(part -> owners.put(
                            part.packageId().value(), created.principalId().value()));
        }
        if (recorded.event() instanceof MediaBuyEvent.Updated updated) {
            updated.packages()
                    .forEach(part -> owners.put(
                            part.packageId().value(), updated.principalId().value()));
        }
        Broken.unless(tenant.equals(recorded.envelope().tenant().value()), "an event is its tenant's", recorded);
    }

    /** Looks at what a caller was told. */
    void answer(Action.Send send, CommandResult result, String text, String actor) {
        Broken.unless(
                result.error() == null || result.error().code() != ErrorCode.INTERNAL,
                "no command meets a bug",
                send + " " + text);
        Broken.unless((result.error() == null) != (result.response() == null), "an answer says yes or no", text);
        if (result.error() != null) {
            Broken.unless(
                    !result.error().message().isBlank() && result.error().suggestion() != null,
                    "a refusal says what to do",
                    text);
        }
        Matcher ids = IDS.matcher(text);
        while (ids.find()) {
            String id = ids.group();
            boolean asked = send.payload().contains(id)
                    || send.id().contains(id)
                    || send.type().contains(id);
            Broken.unless(
                    asked || isVisible(id, send, actor),
                    "an answer shows nothing of others",
                    send + " " + id + " " + text);
        }
    }

    /** Users see all of their tenant, buyers what is theirs, and its publisher's. */
    private boolean isVisible(String id, Action.Send send, String actor) {
        boolean minted = id.contains("_");
        String owner = owners.getOrDefault(id, id);
        if (minted && owner.equals(id)) {
            return true; // of a dry run: there is nothing of that id
        }
        if (actor.isEmpty() || !owner.endsWith("-" + send.tenant())) {
            return false;
        }
        boolean ofBuyer = Setup.BUYERS.stream().anyMatch(buyer -> owner.contains(buyer + "-"));
        return !actor.startsWith("principal:") || !ofBuyer || owner.endsWith(actor.substring("principal:".length()));
    }

    /** Looks at the objects that the last action changed, and at what they have to do with one another. */
    void objects(MapStore store) {
        for (String key : changed) {
            same(key, replay.objects().get(key), store.get(key));
        }
        for (TenantId tenant : touched) {
            agreement(tenant);
        }
        changed.clear();
        touched.clear();
    }

    private static void same(String key, @Nullable Entity folded, byte @Nullable [] stored) {
        String live = stored == null ? "nothing" : new String(stored, StandardCharsets.UTF_8);
        String fold = folded == null ? "nothing" : Json.EVENTS.writeValueAsString(folded);
        Broken.unless(live.equals(fold), "the store is the fold of the log", key + " " + live + " " + fold);
    }

    private void agreement(TenantId tenant) {
        List<MediaBuy> buys = new ArrayList<>();
        List<Step> open = new ArrayList<>();
        Map<String, Creative> creatives = new HashMap<>();
        replay.of(tenant).forEach(entity -> {
            switch (entity) {
                case MediaBuy buy -> buys.add(buy);
                case Step step when !step.status().isFinal() -> open.add(step);
                case Creative creative ->
                    creatives.put(
                            CreativeEvent.subject(creative.principal(), creative.id())
                                    .toString(),
                            creative);
                default -> {}
            }
        });
        Map<String, List<Step>> steps = open.stream().collect(Collectors.groupingBy(Step::object));
        for (MediaBuy buy : buys) {
            buy(buy, steps.getOrDefault("media_buy/" + buy.id(), List.of()), creatives.keySet());
        }
        creatives.forEach((object, creative) -> reviews.check(tenant, creative, steps.getOrDefault(object, List.of())));
    }

    private static void buy(MediaBuy buy, List<Step> open, Set<String> creatives) {
        long creations = open.stream()
                .filter(step -> step.type() == StepType.MEDIA_BUY_CREATION)
                .count();
        Broken.unless(
                creations == (buy.status() == MediaBuyStatus.PENDING_APPROVAL ? 1 : 0),
                "a buy has one open creation step exactly while it waits for approval",
                buy + " " + open);
        Broken.unless(open.isEmpty() || !buy.status().isFinal(), "a buy that is over has no open step", buy);
        Broken.unless(
                (buy.confirmedAt() == null) || buy.status() != MediaBuyStatus.PENDING_APPROVAL,
                "a buy that waits for approval is not confirmed",
                buy);
        for (MediaPackage part : buy.packages()) {
            for (CreativeAssignment assignment : part.creativeAssignments()) {
                Subject creative = CreativeEvent.subject(buy.principal(), assignment.creativeId());
                Broken.unless(creatives.contains(creative.toString()), "a creative that is assigned is there", buy);
            }
        }
    }

    /** Looks at the whole store: it holds the fold of the log and the entries that lead to it, and nothing else. */
    void whole(MapStore store, Instant now) {
        Map<String, Entity> objects = replay.objects();
        Set<String> keys = new HashSet<>(store.entries().keySet());
        keys.removeIf(key -> !Replay.isObject(key));
        Broken.unless(keys.equals(objects.keySet()), "the store is the fold of the log", keys);
        objects.forEach((key, entity) -> same(key, entity, store.get(key)));

        Set<String> pointers = replay.pointers();
        Set<String> stored = new HashSet<>(store.entries().keySet());
        stored.removeIf(key -> !Replay.isPointer(key));
        Set<String> stray = new HashSet<>(stored);
        stray.removeAll(pointers);
        Broken.unless(stray.isEmpty(), "an index leads to what is there", readable(stray));
        Set<String> missing = new HashSet<>(pointers);
        missing.removeAll(stored);
        missing.removeIf(key -> Replay.isDue(key) && Long.parseLong(key.split("\0", -1)[1]) <= now.toEpochMilli());
        Broken.unless(missing.isEmpty(), "all is found by the indexes", readable(missing));
    }

    private static String readable(Set<String> keys) {
        return Arrays.toString(
                keys.stream().map(key -> key.replace('\0', '|')).sorted().toArray());
    }
}
