package org.buyledger.command.ledger;

import java.util.List;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.configuration.Setup;
import org.buyledger.command.creative.Creative;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.mediabuy.MediaBuy;
import org.buyledger.command.tenancy.Principal;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.command.tenancy.Users;
import org.buyledger.command.workflow.Conversation;
import org.buyledger.command.workflow.Step;

/** Every kind of object that a store holds; one that is not among them is neither read nor written. */
final class Kinds {
    static final List<Kind<?>> ALL = List.of(
            Tenant.KIND,
            Principal.KIND,
            Users.KIND,
            Setup.CREATIVE_AGENT,
            Setup.SIGNALS_AGENT,
            Setup.ADAPTER,
            Setup.AUTH,
            Setup.STRATEGY,
            Catalogue.PRODUCT,
            Catalogue.INVENTORY_PROFILE,
            Catalogue.PRICING_OPTION,
            Catalogue.CURRENCY_LIMIT,
            MediaBuy.KIND,
            Creative.KIND,
            Step.KIND,
            Conversation.KIND);

    private Kinds() {}
}
