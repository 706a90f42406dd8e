package org.buyledger.command.mediabuy;

import java.util.List;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.configuration.Setup;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.events.configuration.ManualOperation;
import org.buyledger.events.mediabuy.MediaPackage;

/** The one predicate that says whether a new or changed buy waits for a person. */
final class Approval {
    private Approval() {}

    /**
     * True when the publisher reviews all buys, when its ad server has a person look at such an operation, or when one of
     * the products is not sold automatically.
     */
    static boolean isNeeded(Ledger ledger, Context context, ManualOperation operation, List<MediaPackage> packages) {
        return Tenant.of(ledger, context.tenant()).settings().humanReviewRequired()
                || Setup.isManual(ledger, context.tenant(), operation)
                || packages.stream()
                        .flatMap(part -> Catalogue.product(ledger, part.productId()).stream())
                        .anyMatch(product -> !product.isCreatedAutomatically());
    }
}
