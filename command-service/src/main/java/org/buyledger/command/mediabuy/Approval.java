package org.buyledger.command.mediabuy;

import java.util.List;
import org.buyledger.command.catalogue.Catalogue;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Ledger;
import org.buyledger.command.tenancy.Tenant;
import org.buyledger.events.mediabuy.MediaPackage;

/** The one predicate that says whether a new or changed buy waits for a person. */
final class Approval {
    private Approval() {}

    /** True when the publisher reviews all buys, or one of the products is not sold automatically. */
    static boolean isNeeded(Ledger ledger, Context context, List<MediaPackage> packages) {
        return Tenant.of(ledger, context.tenant()).settings().humanReviewRequired()
                || packages.stream()
                        .flatMap(part -> Catalogue.product(ledger, part.productId()).stream())
                        .anyMatch(product -> !product.isCreatedAutomatically());
    }
}
