package org.buyledger.command.mediabuy;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.workflow.StepId;
import org.buyledger.events.workflow.StepStatus;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/** How a publisher declines a buy: by the step that waits for it, or by its id as long as it does not run. */
final class Reject {
    private Reject() {}

    /** Rejects a buy by its id; the step that its creation waits in is rejected with it. */
    static List<Event> events(Ledger ledger, MediaBuy buy, String reason) {
        List<Event> events = new ArrayList<>();
        StepId creation = Step.open(ledger, buy.subject()).stream()
                .filter(step -> step.type() == StepType.MEDIA_BUY_CREATION)
                .map(Step::id)
                .findFirst()
                .orElse(null);
        if (creation != null) {
            events.add(new WorkflowEvent.Rejected(creation, reason, StepStatus.REJECTED));
        }
        events.addAll(events(ledger, buy, creation, reason));
        return events;
    }

    /** What rejecting does to a buy and to all steps about it but the one that is decided, if it is by one. */
    static List<Event> events(Ledger ledger, MediaBuy buy, @Nullable StepId step, String reason) {
        List<Event> events = new ArrayList<>();
        events.add(new MediaBuyEvent.Rejected(buy.id(), buy.principal(), step, reason, MediaBuyStatus.REJECTED));
        events.addAll(Step.cancelOpen(ledger, buy.subject(), step, "The media buy was rejected."));
        return events;
    }

    /** A buy that has begun to run, or is over, is not rejected any more. */
    static Failure tooLate(MediaBuy buy) {
        return Failure.of(
                ErrorCode.INVALID_STATE,
                "/media_buy_id",
                "Media buy %s is %s; only one that has not begun to run can be rejected."
                        .formatted(buy.id(), buy.status().wire()),
                buy.status().isFinal() ? "Nothing is left to reject." : "End it with cancel_media_buy.");
    }
}
