package org.buyledger.benchmarks.decide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.buyledger.benchmarks.Failed;
import org.buyledger.events.Command;
import org.buyledger.events.Sha256;
import org.buyledger.events.WireTypes;

/** The payloads under docs/examples, one for each type of command, in the order in which each of them is accepted. */
final class Examples {
    /** The ids that the examples count on, since ids of new objects are minted from them. */
    private static final Map<String, String> IDS = Map.of(
            "create_media_buy", "example-create",
            "sync_creatives", "example-sync",
            "update_media_buy", "example-update",
            "open_context", "example-context");

    private final Path docs;

    Examples(Path docs) {
        this.docs = docs;
    }

    /** The demo tenant, and then every type of command. */
    List<Sent> story() throws IOException, Failed {
        List<Sent> story = new ArrayList<>(demo());
        for (String type : types()) {
            String name = type.replaceFirst("\\.v\\d+$", "");
            if (name.equals("extend_creative_deadline")) {
                // The buy before it has no deadline, and a part of it has run: it can be cancelled, and not rejected.
                String another = read("create_media_buy")
                        .replace("example-create-0000001", "example-create-0000002")
                        .replace("asap", "2098-01-01T00:00:00Z")
                        .replace("home_banner", "newsletter")
                        .replace("\"cpm_fixed\"", "\"cpm_auction\", \"bid_price\": 9");
                story.add(Sent.before("demo", "example-create-2", "create_media_buy.v1", another));
            }
            String tenant = name.equals("register_tenant") ? "acme" : "demo";
            story.add(new Sent(name, tenant, IDS.getOrDefault(name, name), type, read(name)));
        }
        return story;
    }

    /** All types of commands in the order of the page that lists them. */
    private List<String> types() throws IOException, Failed {
        Path page = docs.resolve("message-formats.md");
        List<String> lines = Files.readAllLines(page);
        List<String> listed = lines.stream()
                .skip(lines.indexOf("<!-- commands -->") + 3L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("`", -1)[1])
                .toList();
        TreeSet<String> differ = new TreeSet<>(Command.TYPES.names());
        listed.forEach(type -> {
            if (!differ.remove(WireTypes.PREFIX + type)) {
                differ.add(type);
            }
        });
        if (!differ.isEmpty()) {
            throw new Failed("The table of commands in %s and the types of commands differ in %s; put them in."
                    .formatted(page, differ));
        }
        return listed;
    }

    private String read(String name) throws IOException, Failed {
        Path file = docs.resolve("examples/" + name + ".json");
        if (!Files.exists(file)) {
            throw new Failed("%s is missing: every type of command has an example there. Write it.".formatted(file));
        }
        return Files.readString(file);
    }

    /** As much of the demo tenant as the examples rest on. */
    private static List<Sent> demo() {
        return List.of(
                Sent.before("demo", "demo-tenant", "register_tenant.v1", """
                        {"name": "Demo", "admin": {"user_id": "demo_admin", "email": "a@demo.example", "name": "A",
                         "token_sha256": "%s"}}""".formatted(Sha256.hex("admin"))),
                Sent.before("demo", "demo-buyer", "register_principal.v1", """
                        {"principal_id": "demo_buyer", "name": "Demo Buyer", "token_sha256": "%s"}""".formatted(Sha256.hex("buyer"))),
                Sent.before("demo", "demo-limit", "set_currency_limit.v1", """
                        {"currency": "USD", "min_package_budget": 100, "max_daily_package_spend": 5000}"""),
                Sent.before("demo", "demo-product", "put_product.v1", """
                        {"product_id": "home_banner", "name": "Home page banner", "delivery_type": "non_guaranteed",
                         "format_ids": [{"agent_url": "https://creative.adcontextprotocol.org", "id": "display_300x250"}]}"""),
                Sent.before("demo", "demo-price", "put_pricing_option.v1", """
                        {"product_id": "home_banner", "pricing_option_id": "cpm_fixed", "pricing_model": "cpm",
                         "currency": "USD", "fixed_price": 12.50}"""));
    }
}
