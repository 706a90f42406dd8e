package org.buyledger.command.workflow;

import java.util.List;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;

/**
 * What a kind of step is about, as far as deciding it goes: the slice of the object says what approval and rejection do
 * to it. The step's own event is added by {@link WorkflowDecider}, in the same decision.
 */
public interface StepSubject {

    /** What approval does to the object. */
    Approval approve(Ledger ledger, Context context, Step step);

    /** What rejection does to the object. */
    List<? extends Event> reject(Ledger ledger, Context context, Step step, String reason);

    /** What approval does. */
    sealed interface Approval {
        /** The object changes so. */
        record Applied(List<? extends Event> events) implements Approval {}

        /** What the step holds can no longer be applied; the step fails, and the object stays as it is. */
        record Failed(Failure failure) implements Approval {}
    }
}
