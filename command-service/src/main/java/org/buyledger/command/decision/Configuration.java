package org.buyledger.command.decision;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.List;
import java.util.Optional;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.jspecify.annotations.Nullable;

/** What all configuration has in common: it is put as a whole, and removed when nothing rests on it. */
public final class Configuration {
    /** Of those that rest on an object, so many are named. */
    private static final int MOST_NAMED = 3;

    private Configuration() {}

    /**
     * Puts an object, unless it is so already.
     *
     * @param found what is wrong with {@code value} by its own rules
     * @param revision the revision that the sender saw, null to write over whatever is there
     * @param put the event that makes it so
     */
    public static <T> Decision put(
            Findings found, Ledger ledger, Kind<Held<T>> kind, @Nullable Long revision, T value, Event put) {
        Subject subject = put.subject();
        Optional<Held<T>> held = ledger.find(kind, subject.id());
        Revisions.conflict(subject.toString(), revision, held).ifPresent(found::add);
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        long now = held.map(Held::revision).orElse(0L);
        boolean same = held.flatMap(Held::present).filter(value::equals).isPresent();
        return same
                ? accept(List.of(), Responses.changed(subject, now))
                : accept(List.of(put), Responses.changed(subject, now + 1));
    }

    /**
     * Removes an object that nothing rests on.
     *
     * @param revision the revision that the sender saw, null to remove whatever is there
     * @param removed the event that makes it so
     */
    public static <T> Decision remove(Ledger ledger, Kind<Held<T>> kind, @Nullable Long revision, Event removed) {
        return remove(ledger, kind, revision, removed.subject(), removed);
    }

    /**
     * Removes an object whose dependents do not name it.
     *
     * @param base what they name in its place
     */
    public static <T> Decision remove(
            Ledger ledger, Kind<Held<T>> kind, @Nullable Long revision, Subject base, Event removed) {
        Subject subject = removed.subject();
        Optional<Held<T>> held = ledger.find(kind, subject.id());
        if (held.flatMap(Held::present).isEmpty()) {
            return refuse(
                    ErrorCode.REFERENCE_NOT_FOUND,
                    null,
                    "There is no " + subject + ".",
                    "Nothing is to be done if it was to be removed; else look for a mistake in its id.");
        }
        Findings found = new Findings();
        Revisions.conflict(subject.toString(), revision, held).ifPresent(found::add);
        List<String> dependents = ledger.ids(Kind.Index.DEPENDENTS, base.toString(), MOST_NAMED + 1);
        if (!dependents.isEmpty()) {
            found.add(
                    ErrorCode.INVALID_STATE,
                    null,
                    "%s is in use by %s%s."
                            .formatted(
                                    subject,
                                    String.join(", ", dependents.subList(0, Math.min(MOST_NAMED, dependents.size()))),
                                    dependents.size() > MOST_NAMED ? " and others" : ""),
                    "Change or end what uses it first.");
        }
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        return accept(
                List.of(removed), Responses.changed(subject, held.orElseThrow().revision() + 1));
    }
}
