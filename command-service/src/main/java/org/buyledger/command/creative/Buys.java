package org.buyledger.command.creative;

import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.creative.CreativeCommand.Assignment;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.tenancy.PrincipalId;

/** What the rules for creatives need of media buys; the slice of media buys has it. */
public interface Buys {

    /** Moves every buy that waited for a creative which this decision approves. */
    List<? extends Event> afterApproval(Ledger ledger, Context context, Library library);

    /**
     * Puts creatives into packages, beside those that are there; moves the buys that waited for what the library approves.
     *
     * @return for each assignment, in order, why it was not made, if it was not; and the events of all that were
     */
    Assigned assign(
            Ledger ledger, Context context, PrincipalId principal, Library library, List<Assignment> assignments);

    /** Why a creative cannot change, if it cannot: a package in which it serves takes no changes of creatives any more. */
    Optional<Failure> closed(Ledger ledger, Context context, PrincipalId principal, CreativeId creative);

    /**
     * What became of assignments.
     *
     * @param events what happens to the buys
     * @param outcomes one for each assignment, in order
     */
    record Assigned(List<? extends Event> events, List<Outcome> outcomes) {}

    /** What became of one assignment. */
    sealed interface Outcome {
        record Made() implements Outcome {}

        record Refused(Failure failure) implements Outcome {}
    }
}
