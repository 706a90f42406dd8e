package org.buyledger.benchmarks.projector;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.buyledger.benchmarks.workload.Ledger;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.events.Actor;
import org.buyledger.events.Identifiers;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.catalogue.CurrencyLimit;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.events.mediabuy.AccountRef;
import org.buyledger.events.mediabuy.BrandRef;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.tenancy.PrincipalEvent;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantSettings;
import org.buyledger.events.tenancy.TokenHash;

/**
 * Media buys of one package, to publishers in turn. Each is updated twice: when 2,000 and when 20,000 further ones have been
 * created. So a third of the events creates a row of media_buys, and the others change one that is cold by then.
 */
final class BuysUpdatedTwice {
    private static final int FIRST_UPDATE = 2_000;
    private static final int SECOND_UPDATE = 20_000;
    private static final PrincipalId BUYER = new PrincipalId("buyer");
    private static final ProductId PRODUCT = new ProductId("home_banner");
    private static final PricingOptionId PRICE = new PricingOptionId("cpm_fixed");
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final String SHA = "4f9d0c6ab1f2e34587d6a0c9b8e7f6a5d4c3b2a190817263544f3e2d1c0b9a87";

    private final List<Publisher> publishers;
    private final Ledger ledger = new Ledger(BEGIN);

    BuysUpdatedTwice(List<Publisher> publishers) {
        this.publishers = publishers;
    }

    /** Hands over so many records, in order; the first few set the publishers up. */
    void write(long events, Consumer<ProducerRecord<byte[], byte[]>> to) {
        long written = setUp(to);
        for (long n = 0; written < events; n++) {
            long[] revisions = {n, n - FIRST_UPDATE, n - SECOND_UPDATE};
            for (int i = 0; i < revisions.length && written < events; i++) {
                if (revisions[i] >= 0) {
                    to.accept(record(revisions[i], i + 1));
                    written++;
                }
            }
        }
    }

    private long setUp(Consumer<ProducerRecord<byte[], byte[]>> to) {
        long written = 0;
        for (Publisher publisher : publishers) {
            for (var event : List.of(
                    new TenantEvent.Registered(
                            publisher.tenant(), "Bench " + publisher.tenant(), TenantSettings.DEFAULT),
                    new PrincipalEvent.Registered(BUYER, "Buyer", TokenHash.ofToken(publisher.buyerToken())),
                    new CatalogueEvent.ProductPut(product()),
                    CatalogueEvent.PricingOptionPut.of(price()),
                    new CatalogueEvent.CurrencyLimitSet(
                            new CurrencyLimit("USD", new BigDecimal("100"), new BigDecimal("5000"))))) {
                to.accept(ledger.record(publisher.tenant(), Actor.ROOT, 1, event));
                written++;
            }
        }
        return written;
    }

    private static Product product() {
        return Publisher.product(PRODUCT.value());
    }

    private static PricingOption price() {
        return Publisher.price(PRODUCT.value());
    }

    private ProducerRecord<byte[], byte[]> record(long n, int revision) {
        Publisher publisher = publishers.get((int) (n % publishers.size()));
        MediaBuyId id = new MediaBuyId(Identifiers.mint("mb", publisher.tenant().value(), "bench-" + n, ""));
        MediaBuyEvent event = revision == 1 ? created(id) : updated(id, revision);
        return ledger.record(publisher.tenant(), Actor.of(BUYER), revision, event);
    }

    private static MediaBuyEvent created(MediaBuyId id) {
        return new MediaBuyEvent.Created(
                id,
                BUYER,
                new AccountRef("acc-1", null, null, null),
                new BrandRef("nova.example", null, Map.of()),
                null,
                START,
                END,
                null,
                "USD",
                new BigDecimal("5000"),
                false,
                List.of(part(id, "5000")),
                MediaBuyStatus.PENDING_CREATIVES,
                BEGIN,
                SHA,
                Map.of());
    }

    private static MediaBuyEvent updated(MediaBuyId id, int revision) {
        String budget = revision == 2 ? "6000" : "7000.50";
        return new MediaBuyEvent.Updated(
                id,
                BUYER,
                null,
                List.of("updated_budget", "updated_packages"),
                START,
                END,
                null,
                revision == 3,
                List.of(part(id, budget)),
                new BigDecimal(budget),
                MediaBuyStatus.PENDING_CREATIVES,
                Map.of());
    }

    private static MediaPackage part(MediaBuyId buy, String budget) {
        return new MediaPackage(
                PackageId.minted(buy, "bench", buy.value(), 0),
                PRODUCT,
                PRICE,
                new BigDecimal(budget),
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                List.of(),
                Map.of());
    }
}
