package org.buyledger.command.ledger;

import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.configuration.Setup;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Held;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.command.tenancy.Principal;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.command.tenancy.Users;
import org.buyledger.command.workflow.Conversation;
import org.buyledger.command.workflow.Step;
import org.buyledger.events.Event;
import org.buyledger.events.audit.AuditEvent;
import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.CurrencyLimitSet;
import org.buyledger.events.catalogue.CatalogueEvent.InventoryProfilePut;
import org.buyledger.events.catalogue.CatalogueEvent.InventoryProfileRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionPut;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionRemoved;
import org.buyledger.events.catalogue.CatalogueEvent.ProductArchived;
import org.buyledger.events.catalogue.CatalogueEvent.ProductPut;
import org.buyledger.events.configuration.ConfigurationEvent.AdapterConfigSet;
import org.buyledger.events.configuration.ConfigurationEvent.AuthConfigSet;
import org.buyledger.events.configuration.ConfigurationEvent.CreativeAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.CreativeAgentRemoved;
import org.buyledger.events.configuration.ConfigurationEvent.SignalsAgentPut;
import org.buyledger.events.configuration.ConfigurationEvent.SignalsAgentRemoved;
import org.buyledger.events.configuration.ConfigurationEvent.StrategyPut;
import org.buyledger.events.configuration.ConfigurationEvent.StrategyRemoved;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.mediabuy.CampaignNoteEvent;
import org.buyledger.events.mediabuy.FeedbackEvent;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.UserEvent;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/** What events do to objects: for each event, which kind of object it changes, and how that kind evolves. */
public final class Evolution {
    private Evolution() {}

    /** How an object becomes what it is after an event. */
    public interface Fold<S extends Entity> {
        S after(@Nullable S before);
    }

    /** Takes the change that an event makes. */
    public interface Change {
        <S extends Entity> void apply(Kind<S> kind, Fold<S> fold);

        /** For an object whose id was minted for it: there is none to look for, and looking for it in vain costs most. */
        <S extends Entity> void create(Kind<S> kind, S first);

        default <T> void put(Kind<Held<T>> kind, T value) {
            apply(kind, before -> Held.after(before, value));
        }

        default <T> void remove(Kind<Held<T>> kind) {
            apply(kind, Held::afterRemoval);
        }
    }

    /** Hands the event's change over; an event that only tells something changes nothing. */
    public static void of(Event event, Change change) {
        switch (event) {
            case TenantEvent e -> change.apply(Tenant.KIND, before -> Tenant.evolve(before, e));
            case PrincipalEvent e -> change.apply(Principal.KIND, before -> Principal.evolve(before, e));
            case CreativeAgentPut e -> change.put(Setup.CREATIVE_AGENT, e.creativeAgent());
            case CreativeAgentRemoved e -> change.remove(Setup.CREATIVE_AGENT);
            case SignalsAgentPut e -> change.put(Setup.SIGNALS_AGENT, e.signalsAgent());
            case SignalsAgentRemoved e -> change.remove(Setup.SIGNALS_AGENT);
            case AdapterConfigSet e -> change.put(Setup.ADAPTER, e.adapter());
            case AuthConfigSet e -> change.put(Setup.AUTH, e.auth());
            case StrategyPut e -> change.put(Setup.STRATEGY, e.strategy());
            case StrategyRemoved e -> change.remove(Setup.STRATEGY);
            case InventoryProfilePut e -> change.put(Catalogue.INVENTORY_PROFILE, e.inventoryProfile());
            case InventoryProfileRemoved e -> change.remove(Catalogue.INVENTORY_PROFILE);
            case UserEvent e -> change.apply(Users.KIND, before -> Users.evolve(before, e));
            case ProductPut e -> change.put(Catalogue.PRODUCT, e.product());
            case ProductArchived e -> change.remove(Catalogue.PRODUCT);
            case PricingOptionPut e -> change.put(Catalogue.PRICING_OPTION, e.pricingOption());
            case PricingOptionRemoved e -> change.remove(Catalogue.PRICING_OPTION);
            case CurrencyLimitSet e -> change.put(Catalogue.CURRENCY_LIMIT, e.currencyLimit());
            case CurrencyLimitRemoved e -> change.remove(Catalogue.CURRENCY_LIMIT);
            case MediaBuyEvent.Created e -> change.create(MediaBuy.KIND, MediaBuy.evolve(null, e));
            case MediaBuyEvent e -> change.apply(MediaBuy.KIND, before -> MediaBuy.evolve(before, e));
            case CreativeEvent e -> change.apply(Creative.KIND, before -> Creative.evolve(before, e));
            case WorkflowEvent.Opened e -> change.create(Step.KIND, Step.evolve(null, e));
            case WorkflowEvent e -> change.apply(Step.KIND, before -> Step.evolve(before, e));
            case ContextEvent.Opened e -> change.create(Conversation.KIND, Conversation.evolve(null, e));
            case ContextEvent e -> change.apply(Conversation.KIND, before -> Conversation.evolve(before, e));
            case FeedbackEvent e -> {
                // no decision rests on it
            }
            case CampaignNoteEvent e -> {
                // no decision rests on it
            }
            case AuditEvent e -> {
                // about a command, not about an object
            }
        }
    }
}
