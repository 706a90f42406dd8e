package org.buyledger.command.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.buyledger.command.Scenario;
import org.buyledger.command.Scenario.Answered;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Held;
import org.buyledger.command.ledger.Replay;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.command.tenancy.Principal;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.command.workflow.Conversation;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.UserEvent;

/** One object in a scenario, and the ids of what it has to do with: the newest there are. */
final class Case {
    private final Scenario scenario;
    private final String key;
    private final Function<Entity, String> state;
    private int count;

    /**
     * Looks at an object.
     *
     * @param key how its key in the store ends, the parts of it parted by spaces: kind, tenant, id; a kind alone is the
     *     newest object of that kind
     * @param state the name of the state that it is in
     */
    Case(Scenario scenario, String key, Function<Entity, String> state) {
        this.scenario = scenario;
        this.key = key;
        this.state = state;
    }

    Scenario scenario() {
        return scenario;
    }

    /** The last part of its key. */
    String id() {
        return key.substring(key.lastIndexOf(' ') + 1);
    }

    /** The state of the object; absent when there is none. */
    String state() {
        List<String> found = new ArrayList<>();
        replay().objects().forEach((at, entity) -> {
            String readable = at.replace('\0', ' ');
            if (readable.equals(key) || (readable.startsWith(key + " ") && !key.contains(" "))) {
                found.add(state.apply(entity));
            }
        });
        if (found.size() > 1) {
            throw new IllegalStateException(key + " is more than one: " + found);
        }
        return found.isEmpty() ? "absent" : found.getFirst();
    }

    private Replay replay() {
        Replay replay = new Replay();
        scenario.log().forEach(event -> replay.apply(event.envelope().tenant(), event.event()));
        return replay;
    }

    private <T> Optional<T> only(Class<T> kind) {
        return replay().of(new TenantId(Scenario.ACME))
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    Answered send(String token, String command, String payload) {
        return scenario.when(token, command, filled(payload));
    }

    /** Sends what has to be done. */
    Case given(String token, String command, String payload) {
        Answered answered = send(token, command, payload);
        if (answered.result().outcome() == Outcome.REJECTED) {
            throw new IllegalStateException(answered.resultText());
        }
        return this;
    }

    /** TASK, BUY, PACKAGE, STEP and CONTEXT stand for what is there, and for what an AdCP task begins with. */
    private String filled(String payload) {
        Optional<MediaBuy> buy = only(MediaBuy.class);
        return payload.replace(
                        "TASK",
                        "'idempotency_key': 'CASE-%012d', 'account': {'account_id': 'acc-1'}".formatted(++count))
                .replace("BUY", buy.map(b -> b.id().value()).orElse("mb_none"))
                .replace(
                        "PACKAGE",
                        buy.map(MediaBuy::packages)
                                .map(List::getFirst)
                                .map(MediaPackage::packageId)
                                .map(Object::toString)
                                .orElse("pkg_none"))
                .replace(
                        "CONTEXT",
                        only(Conversation.class).map(c -> c.id().value()).orElse("ctx_none"))
                .replace("STEP", only(Step.class).map(s -> s.id().value()).orElse("step_none"));
    }

    static String stateOf(Entity entity) {
        return switch (entity) {
            case MediaBuy buy -> buy.status().wire();
            case Step step -> step.status().wire();
            case Creative creative -> creative.status().wire();
            case Tenant tenant -> tenant.isActive() ? "active" : "deactivated";
            case Principal principal -> principal.token() != null ? "active" : "deactivated";
            case Conversation conversation -> "open";
            case Held<?> user when user.value() instanceof UserEvent.Put -> user.isRemoved() ? "deactivated" : "active";
            case Held<?> held -> held.isRemoved() ? "removed" : "there";
            default -> throw new IllegalStateException("no state of " + entity + " is known here; add it");
        };
    }

    static String stateOfDeadline(Entity entity, Instant now) {
        Instant deadline = ((MediaBuy) entity).packages().getFirst().creativeDeadline();
        return deadline == null ? "none" : now.isAfter(deadline) ? "passed" : "ahead";
    }

    static String stateOfPackage(Entity entity) {
        MediaPackage part = ((MediaBuy) entity).packages().getFirst();
        return part.isCanceled() ? "canceled" : part.paused() ? "paused" : "live";
    }
}
