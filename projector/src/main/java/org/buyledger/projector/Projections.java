package org.buyledger.projector;

import java.util.List;
import org.buyledger.projector.audit.AuditLogs;
import org.buyledger.projector.audit.TenantPositions;
import org.buyledger.projector.catalogue.CurrencyLimits;
import org.buyledger.projector.catalogue.InventoryProfiles;
import org.buyledger.projector.catalogue.PricingOptions;
import org.buyledger.projector.catalogue.Products;
import org.buyledger.projector.configuration.AdapterConfigs;
import org.buyledger.projector.configuration.AuthConfigs;
import org.buyledger.projector.configuration.CreativeAgents;
import org.buyledger.projector.configuration.SignalsAgents;
import org.buyledger.projector.configuration.Strategies;
import org.buyledger.projector.creative.CreativeReviews;
import org.buyledger.projector.creative.Creatives;
import org.buyledger.projector.mediabuy.CampaignNotes;
import org.buyledger.projector.mediabuy.CreativeAssignments;
import org.buyledger.projector.mediabuy.MediaBuys;
import org.buyledger.projector.mediabuy.MediaPackages;
import org.buyledger.projector.mediabuy.PerformanceFeedback;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.tenancy.Principals;
import org.buyledger.projector.tenancy.Tenants;
import org.buyledger.projector.tenancy.Users;
import org.buyledger.projector.workflow.Contexts;
import org.buyledger.projector.workflow.WorkflowSteps;

/** Every table that is projected from events. */
public final class Projections {
    private Projections() {}

    /** All of them, in an order in which each comes after those that its foreign keys point to. */
    public static List<Projection<?>> all() {
        return List.of(
                new Tenants(),
                new Principals(),
                new Users(),
                new CreativeAgents(),
                new SignalsAgents(),
                new AdapterConfigs(),
                new AuthConfigs(),
                new Strategies(),
                new InventoryProfiles(),
                new Products(),
                new PricingOptions(),
                new CurrencyLimits(),
                new MediaBuys(),
                new MediaPackages(),
                new Creatives(),
                new CreativeReviews(),
                new CreativeAssignments(),
                new PerformanceFeedback(),
                new CampaignNotes(),
                new WorkflowSteps(),
                new Contexts(),
                new AuditLogs(),
                new TenantPositions());
    }
}
