package org.buyledger.query;

import java.util.Map;
import java.util.stream.Stream;
import org.buyledger.query.history.History;
import org.buyledger.query.http.Route;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.past.AsOf;
import org.buyledger.query.past.Parts;

/** Lets routes answer about the past, too: what is made of events, each object and each list of them. */
final class PastRoutes {
    private static final String ID = "/{id}";

    private static final Map<String, Parts> OBJECTS = Map.ofEntries(
            Map.entry("/v1/media-buys/{id}", Parts.self("media_buy")),
            Map.entry("/v1/creatives/{id}", Parts.OF_CREATIVE),
            Map.entry("/v1/performance-feedback/{id}", Parts.self("performance_feedback")),
            Map.entry("/v1/campaign-notes/{id}", Parts.self("campaign_note")),
            Map.entry("/v1/workflow-steps/{id}", Parts.self("workflow_step")),
            Map.entry("/v1/contexts/{id}", Parts.self("context")),
            Map.entry("/v1/products/{id}", Parts.OF_PRODUCT),
            Map.entry("/v1/currency-limits/{id}", Parts.self("currency_limit")),
            Map.entry("/v1/inventory-profiles/{id}", Parts.self("inventory_profile")),
            Map.entry("/v1/principals/{id}", Parts.self("principal")),
            Map.entry("/v1/users/{id}", Parts.self("user")),
            Map.entry("/v1/creative-agents/{id}", Parts.self("creative_agent")),
            Map.entry("/v1/signals-agents/{id}", Parts.self("signals_agent")),
            Map.entry("/v1/strategies/{id}", Parts.self("strategy")),
            Map.entry("/v1/tenant", Parts.ofTenant("tenant")),
            Map.entry("/v1/adapter-config", Parts.ofTenant("adapter_config")),
            Map.entry("/v1/auth-config", Parts.ofTenant("auth_config")));

    private PastRoutes() {}

    /** A route as of any moment; with that of an object, its history. */
    static Stream<Route> of(Route route, Paging paging) {
        Parts parts = OBJECTS.get(route.template());
        if (parts != null) {
            Route history = Route.ofPosition(
                            route.template() + "/history", new History(paging, parts, route.endpoint()))
                    .to(route.audience());
            return Stream.of(route.by(AsOf.one(parts, route.endpoint())), history);
        }
        return Stream.of(OBJECTS.containsKey(route.template() + ID) ? route.by(AsOf.list(route.endpoint())) : route);
    }
}
