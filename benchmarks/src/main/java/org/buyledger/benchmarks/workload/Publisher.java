package org.buyledger.benchmarks.workload;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Command;
import org.buyledger.events.catalogue.CatalogueCommand.PutPricingOption;
import org.buyledger.events.catalogue.CatalogueCommand.PutProduct;
import org.buyledger.events.catalogue.CatalogueCommand.SetCurrencyLimit;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.DeliveryType;
import org.buyledger.events.catalogue.FormatId;
import org.buyledger.events.catalogue.PricingModel;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.client.Partitions;
import org.buyledger.events.tenancy.ApprovalMode;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenancyCommand.Admin;
import org.buyledger.events.tenancy.TenancyCommand.RegisterPrincipal;
import org.buyledger.events.tenancy.TenancyCommand.RegisterTenant;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserId;

/**
 * A publisher with one buyer and two products, in whose house nothing waits for a person.
 *
 * @param tenant its tenant
 * @param adminToken of its administrator
 * @param buyerToken of its buyer
 */
public record Publisher(TenantId tenant, String adminToken, String buyerToken) {
    static final String FORMATS = "https://creative.adcontextprotocol.org";
    static final String FORMAT = "display_300x250";

    /** A publisher of that name. */
    public static Publisher of(String name) {
        return new Publisher(new TenantId(name), name + "-admin-token", name + "-buyer-token");
    }

    /**
     * Publishers whose tenants lie evenly on the partitions.
     *
     * @param perPartition how many on each
     */
    public static List<Publisher> spread(int partitions, int perPartition) {
        List<Publisher> publishers = new ArrayList<>();
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; publishers.size() < partitions * perPartition; i++) {
            Publisher publisher = of("bench" + i);
            int partition = Partitions.of(publisher.tenant.value().getBytes(StandardCharsets.UTF_8), partitions);
            if (counts.merge(partition, 1, Integer::sum) <= perPartition) {
                publishers.add(publisher);
            }
        }
        return publishers;
    }

    /** The commands that make it, to be sent one after the other. */
    public List<CommandRecord> setUp(String rootToken) {
        List<CommandRecord> commands = new ArrayList<>();
        commands.add(command(
                rootToken,
                "tenant",
                new RegisterTenant(
                        "Bench " + tenant,
                        new TenantSettings.Change(false, ApprovalMode.AUTO_APPROVE, null, null, null, null, null),
                        new Admin(
                                new UserId("admin"),
                                "admin@" + tenant + ".example",
                                "Admin",
                                TokenHash.ofToken(adminToken)))));
        commands.add(command(
                adminToken,
                "buyer",
                new RegisterPrincipal(new PrincipalId("buyer"), "Buyer", TokenHash.ofToken(buyerToken))));
        commands.add(command(
                adminToken,
                "limit",
                new SetCurrencyLimit(new CurrencyLimit("USD", new BigDecimal("100"), new BigDecimal("5000")), null)));
        for (String id : List.of("home_banner", "news_banner")) {
            commands.add(command(adminToken, "product-" + id, new PutProduct(product(id), null)));
            commands.add(command(adminToken, "price-" + id, new PutPricingOption(price(id), null)));
        }
        return commands;
    }

    private CommandRecord command(String token, String id, Command command) {
        return CommandRecord.of("set-up-" + id, tenant, token, command);
    }

    public static Product product(String id) {
        return new Product(
                new ProductId(id),
                "Banner",
                null,
                DeliveryType.NON_GUARANTEED,
                List.of(new FormatId(FORMATS, FORMAT, null, null, null)),
                List.of("display"),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                Map.of());
    }

    public static PricingOption price(String product) {
        return new PricingOption(
                new ProductId(product),
                new PricingOptionId("cpm_fixed"),
                PricingModel.CPM,
                "USD",
                new BigDecimal("12.50"),
                null,
                null,
                Map.of());
    }
}
