package org.buyledger.projector.runner;

import java.util.List;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.Topics;

/** Folds threw. Nothing was written; each failure is about one object, so the others can be applied. */
public final class FoldFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Failure> failures;

    /**
     * A fold that threw.
     *
     * @param event what it was to apply
     * @param table whose fold
     */
    record Failure(Recorded<Event> event, String table, RuntimeException why) {
        String error() {
            return "The fold of %s fails: %s".formatted(table, why);
        }
    }

    FoldFailed(List<Failure> failures) {
        super(
                sentence(
                        failures.getFirst().event(),
                        failures.getFirst().table(),
                        failures.getFirst().why()),
                failures.getFirst().why());
        this.failures = List.copyOf(failures);
    }

    /** Of each object the first. */
    List<Failure> failures() {
        return failures;
    }

    /** That an event cannot be applied to a table. */
    public static String sentence(Recorded<Event> event, String table, RuntimeException why) {
        return "The event at %s-%d offset %d (%s, %s of tenant %s) cannot be applied to %s: %s"
                .formatted(
                        Topics.EVENTS,
                        event.place().partition(),
                        event.place().offset(),
                        event.envelope().type(),
                        event.envelope().subject(),
                        event.tenant(),
                        table,
                        why);
    }
}
