package org.buyledger.benchmarks.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.buyledger.events.Identifiers;
import org.buyledger.events.Sha256;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.PackageId;

/** The commands of AdCP in the size of a real campaign: ten packages, each with targeting and a creative. */
final class Large {
    private static final String TENANT = "large";
    private static final String CREATE = "large-create";
    private static final int MANY = 10;

    private Large() {}

    /** A tenant of its own, in which nothing waits for a person, and then the commands. */
    static List<Sent> story() {
        List<Sent> story = new ArrayList<>();
        story.add(Sent.before(TENANT, "tenant", "register_tenant.v1", """
                {"name": "Large", "settings": {"human_review_required": false, "approval_mode": "auto-approve"},
                 "admin": {"user_id": "demo_admin", "email": "a@large.example", "name": "A", "token_sha256": "%s"}}""".formatted(Sha256.hex("admin"))));
        story.add(Sent.before(TENANT, "buyer", "register_principal.v1", """
                {"principal_id": "demo_buyer", "name": "Buyer", "token_sha256": "%s"}""".formatted(Sha256.hex("buyer"))));
        story.add(Sent.before(TENANT, "limit", "set_currency_limit.v1", """
                {"currency": "USD", "min_package_budget": 100, "max_daily_package_spend": 5000}"""));
        for (int i = 0; i < MANY; i++) {
            story.add(Sent.before(TENANT, "product-" + i, "put_product.v1", """
                    {"product_id": "banner_%d", "name": "Banner %d", "delivery_type": "non_guaranteed",
                     "format_ids": [{"agent_url": "https://creative.adcontextprotocol.org", "id": "display_300x250"}]}""".formatted(i, i)));
            story.add(Sent.before(TENANT, "price-" + i, "put_pricing_option.v1", """
                    {"product_id": "banner_%d", "pricing_option_id": "cpm_fixed", "pricing_model": "cpm",
                     "currency": "USD", "fixed_price": 12.50}""".formatted(i)));
        }
        story.add(measured("sync_creatives, 10 creatives", "large-sync", "sync_creatives.v1", """
                "creatives": [%s]""".formatted(
                        many(i -> """
                {"creative_id": "banner-%d", "name": "Banner %d", "tags": ["autumn", "retail"],
                 "format_id": {"agent_url": "https://creative.adcontextprotocol.org", "id": "display_300x250"},
                 "assets": {
                  "banner_image": {"asset_type": "image", "url": "https://cdn.nova.example/autumn-%d-300x250.png",
                   "width": 300, "height": 250},
                  "click_url": {"asset_type": "url", "url": "https://nova.example/autumn/%d"}}}""".formatted(i, i, i, i)))));
        story.add(measured("create_media_buy, 10 packages", CREATE, "create_media_buy.v1", """
                "brand": {"domain": "nova.example"}, "start_time": "asap", "end_time": "2099-01-01T00:00:00Z",
                "po_number": "PO-4711", "packages": [%s]""".formatted(
                        many(i -> """
                {"product_id": "banner_%d", "pricing_option_id": "cpm_fixed", "budget": 5000, "pacing": "even",
                 "targeting_overlay": {"geo_countries": ["US", "CA"], "geo_regions": ["US-CA", "US-NY", "US-TX"]},
                 "creative_assignments": [{"creative_id": "banner-%d", "weight": 100}]}""".formatted(i, i)))));
        story.add(measured("update_media_buy, 10 packages", "large-update", "update_media_buy.v1", """
                "media_buy_id": "%s", "packages": [%s]""".formatted(
                        Identifiers.mint("mb", TENANT, CREATE, ""), many(i -> """
                {"package_id": "%s", "budget": 7500.50, "pacing": "asap"}""".formatted(PackageId.minted(
                                new MediaBuyId(Identifiers.mint("mb", TENANT, CREATE, "")), TENANT, CREATE, i))))));
        return story;
    }

    private static Sent measured(String title, String id, String type, String fields) {
        return new Sent(title, TENANT, id, type, """
                {"idempotency_key": "%s-0000000001", "account": {"account_id": "acct_nova"}, %s}""".formatted(id, fields));
    }

    private static String many(IntFunction<String> one) {
        return IntStream.range(0, MANY).mapToObj(one).collect(Collectors.joining(",\n"));
    }
}
