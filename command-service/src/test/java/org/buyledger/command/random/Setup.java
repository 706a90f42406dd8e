package org.buyledger.command.random;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.events.WireTypes;
import org.buyledger.events.tenancy.TokenHash;

/** Two publishers who sell, each with two buyers. Ids end in the tenant's, those of buyers' creatives in the buyer's. */
final class Setup {
    static final List<String> TENANTS = List.of("acme", "umbra");
    static final List<String> BUYERS = List.of("nova", "orbit");

    private final List<Action> actions = new ArrayList<>();

    private Setup() {}

    static List<Action> actions() {
        Setup setup = new Setup();
        TENANTS.forEach(setup::tenant);
        return setup.actions;
    }

    private void tenant(String tenant) {
        add(tenant, "root", "register_tenant", """
                {"name": "Publisher", "settings": {"human_review_required": %s, "approval_mode": "%s"},
                 "admin": {"user_id": "ada-T", "email": "ada-T@example.com", "name": "Ada", "token_sha256": "%s"}}
                """.formatted(
                        tenant.equals("acme"),
                        tenant.equals("acme") ? "require-human" : "auto-approve",
                        TokenHash.ofToken("admin-" + tenant)));
        for (String role : List.of("manager", "viewer")) {
            add(tenant, "admin-T", "put_user", """
                    {"user_id": "%s-T", "email": "%s-T@example.com", "name": "Max", "role": "%s", "token_sha256": "%s"}
                    """.formatted(role, role, role, TokenHash.ofToken(role + "-" + tenant)));
        }
        for (String buyer : BUYERS) {
            add(tenant, "admin-T", "register_principal", """
                    {"principal_id": "%s-T", "name": "Buyer %s-T", "token_sha256": "%s"}
                    """.formatted(
                            buyer, buyer, TokenHash.ofToken(buyer + "-" + tenant)));
        }
        add(tenant, "admin-T", "set_currency_limit", """
                {"currency": "USD", "min_package_budget": 100, "max_daily_package_spend": 1000}""");
        add(tenant, "admin-T", "set_currency_limit", "{\"currency\": \"EUR\"}");
        for (String product : List.of("home", "video")) {
            add(tenant, "admin-T", "put_product", """
                    {"product_id": "%s-T", "name": "Product of T", "delivery_type": "non_guaranteed", "placement_ids": ["top"],
                     "format_ids": [{"agent_url": "https://formats.example", "id": "banner"}]}
                    """.formatted(product));
            add(tenant, "admin-T", "put_pricing_option", """
                    {"product_id": "%s-T", "pricing_option_id": "cpm-T", "pricing_model": "cpm", "currency": "USD",
                     "fixed_price": 12.5}""".formatted(product));
            add(tenant, "admin-T", "put_pricing_option", """
                    {"product_id": "%s-T", "pricing_option_id": "euro-T", "pricing_model": "cpm", "currency": "EUR",
                     "floor_price": 5}""".formatted(product));
        }
    }

    private void add(String tenant, String token, String type, String payload) {
        actions.add(new Action.Send(
                tenant,
                token.replace("-T", "-" + tenant),
                "setup-" + actions.size(),
                WireTypes.PREFIX + type + ".v1",
                payload.replace("-T", "-" + tenant)
                        .replace(" T\"", " " + tenant + "\"")
                        .strip()));
    }
}
