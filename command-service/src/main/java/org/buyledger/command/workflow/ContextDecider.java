package org.buyledger.command.workflow;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.buyledger.command.decision.Caller;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.decision.Responses;
import org.buyledger.command.decision.Revisions;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.workflow.ContextCommand;
import org.buyledger.events.workflow.ContextCommand.AppendContextMessage;
import org.buyledger.events.workflow.ContextCommand.OpenContext;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.ContextId;

/** The rules for contexts: a buyer opens its own, and it and the publisher talk there. What was said stays. */
public final class ContextDecider {
    private static final int LONGEST_MESSAGE = 2000;
    /** All of them are one row of a table. */
    private static final int MOST_MESSAGES = 500;

    private final Map<String, BiFunction<Ledger, String, Optional<PrincipalId>>> owners;

    /** Takes, for each kind of object that a context can be about, whose an object of that kind is. */
    public ContextDecider(Map<String, BiFunction<Ledger, String, Optional<PrincipalId>>> owners) {
        this.owners = owners;
    }

    public Decision decide(Ledger ledger, Context context, ContextCommand command) {
        return switch (command) {
            case OpenContext c -> open(ledger, context, c);
            case AppendContextMessage c -> append(ledger, context, c);
        };
    }

    private Decision open(Ledger ledger, Context context, OpenContext command) {
        PrincipalId principal = context.caller().principal();
        Findings found = new Findings();
        if (command.object() != null) {
            checkObject(found, ledger, principal, command.object());
        }
        if (command.text() != null) {
            checkText(found, command.text());
        }
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        ContextId id = context.newContextId();
        List<Event> events = new ArrayList<>();
        events.add(new ContextEvent.Opened(id, principal, command.object()));
        if (command.text() != null) {
            events.add(new ContextEvent.MessageAppended(id, principal, command.text()));
        }
        return accept(
                events,
                Responses.changed(events.getFirst().subject(), events.size()).put("context_id", id.value()));
    }

    /** Another buyer's object is as one that is not there. */
    private void checkObject(Findings found, Ledger ledger, PrincipalId principal, String object) {
        int slash = object.indexOf('/');
        BiFunction<Ledger, String, Optional<PrincipalId>> owner =
                slash < 0 ? null : owners.get(object.substring(0, slash));
        if (owner == null) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/object",
                    "A context cannot be about '" + object + "'.",
                    "Write kind/id, the kind being one of " + String.join(", ", new TreeSet<>(owners.keySet())) + ".");
        } else if (!owner.apply(ledger, Subject.parse(object).id()).equals(Optional.of(principal))) {
            found.add(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    "/object",
                    "There is no " + object + ".",
                    "Name one of your own, or leave the object out.");
        }
    }

    private static void checkText(Findings found, String text) {
        if (text.isBlank() || text.length() > LONGEST_MESSAGE) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    "/text",
                    "A message has 1 to %d characters, not %d.".formatted(LONGEST_MESSAGE, text.length()),
                    "Say it in fewer words, or in several messages.");
        }
    }

    private static Decision append(Ledger ledger, Context context, AppendContextMessage command) {
        Optional<Conversation> open = ledger.find(
                        Conversation.KIND, command.contextId().value())
                .filter(conversation -> mayTalk(context.caller(), conversation));
        if (open.isEmpty()) {
            return refuse(
                    ErrorCode.SESSION_NOT_FOUND,
                    "/context_id",
                    "There is no context " + command.contextId() + ".",
                    "List them: GET /v1/contexts; or open one with open_context.");
        }
        Conversation conversation = open.get();
        Findings found = new Findings();
        Revisions.conflict("Context " + conversation.id(), command.revision(), open)
                .ifPresent(found::add);
        checkText(found, command.text());
        if (conversation.revision() > MOST_MESSAGES) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    "/context_id",
                    "Context %s has %d messages, and no more fit.".formatted(conversation.id(), MOST_MESSAGES),
                    "Go on in another context; a buyer opens it with open_context.");
        }
        return found.any()
                ? refuse(found.failure().orElseThrow())
                : Responses.changing(
                        false,
                        new ContextEvent.MessageAppended(conversation.id(), conversation.principal(), command.text()),
                        conversation.revision());
    }

    private static boolean mayTalk(Caller caller, Conversation conversation) {
        return !caller.actor().isPrincipal() || conversation.principal().equals(caller.principal());
    }
}
