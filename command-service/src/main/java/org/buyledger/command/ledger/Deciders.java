package org.buyledger.command.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.buyledger.command.catalogue.CatalogueDecider;
import org.buyledger.command.configuration.ConfigurationDecider;
import org.buyledger.command.creative.Buys;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.creative.CreativeDecider;
import org.buyledger.command.creative.ReviewStep;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.mediabuy.CreationStep;
import org.buyledger.command.mediabuy.CreativesOfBuys;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.command.mediabuy.MediaBuyDecider;
import org.buyledger.command.mediabuy.UpdateStep;
import org.buyledger.command.tenancy.TenancyDecider;
import org.buyledger.command.workflow.ContextDecider;
import org.buyledger.command.workflow.Step;
import org.buyledger.command.workflow.WorkflowDecider;
import org.buyledger.events.Command;
import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.catalogue.CatalogueCommand;
import org.buyledger.events.configuration.ConfigurationCommand;
import org.buyledger.events.creative.CreativeCommand;
import org.buyledger.events.mediabuy.MediaBuyCommand;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.tenancy.TenancyCommand;
import org.buyledger.events.workflow.ContextCommand;
import org.buyledger.events.workflow.StepId;
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

    private final ContextDecider contexts = new ContextDecider(Map.of(
            MediaBuy.KIND.name(), (ledger, id) -> ledger.find(MediaBuy.KIND, id).map(MediaBuy::principal),
            Creative.KIND.name(), (ledger, id) -> ledger.find(Creative.KIND, id).map(Creative::principal),
            Step.KIND.name(), (ledger, id) -> ledger.find(Step.KIND, id).map(Step::principal)));

    public Decision decide(Ledger ledger, Context context, Command command) {
        return switch (command) {
            case TenancyCommand c -> TenancyDecider.decide(ledger, context, c);
            case ConfigurationCommand c -> ConfigurationDecider.decide(ledger, context, c);
            case CatalogueCommand c -> CatalogueDecider.decide(ledger, c);
            case MediaBuyCommand c -> MediaBuyDecider.decide(ledger, context, c);
            case CreativeCommand c -> creatives.decide(ledger, context, c);
            case WorkflowCommand c -> workflow.decide(ledger, context, c);
            case ContextCommand c -> contexts.decide(ledger, context, c);
        };
    }

    /** What time has done to an object by now, if anything. One event at most; ask again after it. */
    static List<Event> tick(Ledger ledger, Subject object, Instant now) {
        return switch (object.kind()) {
            case "media_buy" -> MediaBuyDecider.tick(ledger, new MediaBuyId(object.id()), now);
            case "workflow_step" ->
                WorkflowDecider.tick(ledger, new StepId(object.id()), now).stream()
                        .map(Event.class::cast)
                        .toList();
            default -> List.of();
        };
    }
}
