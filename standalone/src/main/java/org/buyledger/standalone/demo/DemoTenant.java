package org.buyledger.standalone.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
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
import org.buyledger.events.client.CommandClient;
import org.buyledger.events.client.CommandRecord;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenancyCommand;
import org.buyledger.events.tenancy.TenancyCommand.RegisterPrincipal;
import org.buyledger.events.tenancy.TenancyCommand.RegisterTenant;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserId;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.buyledger.standalone.up.DemoData;
import org.buyledger.standalone.up.Secrets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A publisher with one buyer and two products, made with commands as anybody would make it. The tokens are in a file before
 * the first command is sent, and the commands have fixed ids, so that a start which was broken off is taken up again.
 */
public final class DemoTenant implements DemoData {
    private static final TenantId TENANT = new TenantId("demo");
    private static final UserId ADMIN = new UserId("demo_admin");
    private static final PrincipalId BUYER = new PrincipalId("demo_buyer");
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String FORMATS = "https://creative.adcontextprotocol.org";

    @Override
    public void create(String kafka, String rootToken, Path file) throws Failed, IOException {
        Tokens tokens = tokens(file);
        try (CommandClient client = new CommandClient(Map.of("bootstrap.servers", kafka))) {
            if (!send(client, rootToken, "demo-tenant", registration(tokens), file)) {
                return; // made long ago, and since then anybody's to change
            }
            RegisterPrincipal buyer = new RegisterPrincipal(BUYER, "Demo Buyer", TokenHash.ofToken(tokens.buyer()));
            send(client, tokens.admin(), "demo-buyer", buyer, file);
            send(client, tokens.admin(), "demo-limit-usd", limit("USD", "100", "5000"), file);
            send(client, tokens.admin(), "demo-limit-eur", limit("EUR", "100", "5000"), file);
            for (Offer offer : offers()) {
                String id = offer.product().productId().value();
                send(client, tokens.admin(), "demo-product-" + id, new PutProduct(offer.product(), null), file);
                send(client, tokens.admin(), "demo-price-" + id, new PutPricingOption(offer.price(), null), file);
            }
        }
    }

    /** The secrets of the demo's people. */
    private record Tokens(String admin, String buyer) {}

    /** Those of the file; new ones, which are written first, where there is none. */
    private static Tokens tokens(Path file) throws IOException {
        if (Files.exists(file)) {
            JsonNode kept = Json.EVENTS.readTree(Files.readString(file));
            return new Tokens(
                    kept.at("/user/token").stringValue(),
                    kept.at("/principal/token").stringValue());
        }
        Tokens tokens = new Tokens(Secrets.random(), Secrets.random());
        Secrets.write(
                file.resolveSibling("demo.env"),
                "BUYER_TOKEN=%s%nADMIN_TOKEN=%s%n".formatted(tokens.buyer(), tokens.admin()));
        Secrets.write(file, json(tokens));
        return tokens;
    }

    private static String json(Tokens tokens) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("tenant_id", TENANT.value());
        json.putObject("principal").put("principal_id", BUYER.value()).put("token", tokens.buyer());
        json.putObject("user")
                .put("user_id", ADMIN.value())
                .put("role", "admin")
                .put("token", tokens.admin());
        ArrayNode products = json.putArray("products");
        for (Offer offer : offers()) {
            products.addObject()
                    .put("product_id", offer.product().productId().value())
                    .put("pricing_option_id", offer.price().pricingOptionId().value())
                    .put("currency", offer.price().currency());
        }
        JsonMapper pretty =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return pretty.writeValueAsString(json) + "\n";
    }

    private static RegisterTenant registration(Tokens tokens) {
        return new RegisterTenant(
                "Demo Publisher",
                null,
                new TenancyCommand.Admin(ADMIN, "admin@demo.example", "Demo Admin", TokenHash.ofToken(tokens.admin())));
    }

    private static SetCurrencyLimit limit(String currency, String least, String most) {
        return new SetCurrencyLimit(new CurrencyLimit(currency, new BigDecimal(least), new BigDecimal(most)), null);
    }

    /** A product and its price. */
    private record Offer(Product product, PricingOption price) {}

    private static List<Offer> offers() {
        return List.of(
                offer("home_banner", "Home page banner", "display", "display_300x250", "USD", "12.50"),
                offer("video_preroll", "Video pre-roll", "olv", "video_30s", "EUR", "22.00"));
    }

    private static Offer offer(String id, String name, String channel, String format, String currency, String price) {
        Product product = new Product(
                new ProductId(id),
                name,
                null,
                DeliveryType.NON_GUARANTEED,
                List.of(new FormatId(FORMATS, format, null, null, null)),
                List.of(channel),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                Map.of());
        PricingOption option = new PricingOption(
                product.productId(),
                new PricingOptionId("cpm_fixed"),
                PricingModel.CPM,
                currency,
                new BigDecimal(price),
                null,
                null,
                Map.of());
        return new Offer(product, option);
    }

    /** Sends a command; false when what it makes was made so long ago that its answer is no longer kept. */
    private static boolean send(CommandClient client, String token, String id, Command command, Path file)
            throws Failed {
        CommandResult result = client.send(CommandRecord.of(id, TENANT, token, command), TIMEOUT)
                .orElseThrow(() -> new Failed(
                        ExitCode.FAILED,
                        "The demo tenant got no answer within " + TIMEOUT.toSeconds() + " s; start again."));
        Failure error = result.error();
        if (error == null) {
            return true;
        }
        if (error.code() == ErrorCode.INVALID_STATE) {
            return false;
        }
        if (error.code() == ErrorCode.IDEMPOTENCY_CONFLICT) {
            throw new Failed(
                    ExitCode.DATA_FOLDER,
                    "The demo tenant was made with other tokens than those of %s; put that file back, or start without --demo, or with another --data."
                            .formatted(file));
        }
        throw new Failed(ExitCode.FAILED, "The demo tenant cannot be made: " + error.message());
    }
}
