package org.buyledger.command.ledger;

import java.util.Map;
import org.buyledger.command.catalogue.CatalogueDecider;
import org.buyledger.command.creative.Buys;
import org.buyledger.command.creative.CreativeDecider;
import org.buyledger.command.creative.ReviewStep;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.mediabuy.CreationStep;
import org.buyledger.command.mediabuy.CreativesOfBuys;
import org.buyledger.command.mediabuy.MediaBuyDecider;
import org.buyledger.command.mediabuy.UpdateStep;
import org.buyledger.command.tenancy.TenancyDecider;
import org.buyledger.command.workflow.WorkflowDecider;
import org.buyledger.events.Command;
import org.buyledger.events.catalogue.CatalogueCommand;
import org.buyledger.events.creative.CreativeCommand;
import org.buyledger.events.mediabuy.MediaBuyCommand;
import org.buyledger.events.tenancy.TenancyCommand;
import org.buyledger.events.workflow.StepType;
import org.buyledger.events.workflow.WorkflowCommand;

/** All the rules together: the slices wired to one another, and the way from a command to the slice that decides it. */
public final class Deciders {
    private final Buys buys = new CreativesOfBuys();
    private final CreativeDecider creatives = new CreativeDecider(buys);
    private final WorkflowDecider workflow = new WorkflowDecider(Map.of(
            StepType.MEDIA_BUY_CREATION, new CreationStep(),
            StepType.MEDIA_BUY_UPDATE, new UpdateStep(),
            StepType.CREATIVE_APPROVAL, new ReviewStep(buys)));

    public Decision decide(Ledger ledger, Context context, Command command) {
        return switch (command) {
            case TenancyCommand c -> TenancyDecider.decide(ledger, context, c);
            case CatalogueCommand c -> CatalogueDecider.decide(ledger, c);
            case MediaBuyCommand c -> MediaBuyDecider.decide(ledger, context, c);
            case CreativeCommand c -> creatives.decide(ledger, context, c);
            case WorkflowCommand c -> workflow.decide(ledger, context, c);
        };
    }
}
