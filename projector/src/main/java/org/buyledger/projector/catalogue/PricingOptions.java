package org.buyledger.projector.catalogue;

import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionPut;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionRemoved;
import org.buyledger.events.catalogue.Price;
import org.buyledger.events.catalogue.PricingOptionId;
import org.buyledger.events.catalogue.ProductId;
import org.buyledger.migrations.jooq.enums.PricingModel;
import org.buyledger.migrations.jooq.tables.records.PricingOptionsRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** pricing_options: the prices of products, each as it was last put. */
public final class PricingOptions implements RowProjection<PricingOptionsRecord> {

    @Override
    public Table<PricingOptionsRecord> table() {
        return PRICING_OPTIONS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return switch (e.event()) {
            case PricingOptionPut put -> Optional.of(key(e, put.productId(), put.pricingOptionId()));
            case PricingOptionRemoved removed -> Optional.of(key(e, removed.productId(), removed.pricingOptionId()));
            default -> Optional.empty();
        };
    }

    private static RowKey key(Recorded<Event> e, ProductId product, PricingOptionId option) {
        return RowKey.of(e.tenant(), product.value(), option.value());
    }

    @Override
    public PricingOptionsRecord project(@Nullable PricingOptionsRecord row, Recorded<Event> e) {
        if (!(e.event() instanceof PricingOptionPut put)) {
            return Objects.requireNonNull(row)
                    .setRemovedAt(e.at())
                    .setRevision(e.revision())
                    .setUpdatedAt(e.at());
        }
        PricingOptionsRecord option = row == null
                ? Rows.begin(PRICING_OPTIONS)
                        .setTenantId(e.tenant())
                        .setProductId(put.productId().value())
                        .setPricingOptionId(put.pricingOptionId().value())
                        .setCreatedAt(e.at())
                : row;
        return option.setPricingModel(
                        PricingModel.lookupLiteral(put.pricingModel().name().toLowerCase(Locale.ROOT)))
                .setCurrency(put.currency())
                .setFixedPrice(put.price().amountIf(Price.Kind.FIXED))
                .setFloorPrice(put.price().amountIf(Price.Kind.FLOOR))
                .setMinSpendPerPackage(put.minSpendPerPackage())
                .setDetails(Payload.jsonb(put.details()))
                .setRemovedAt(null)
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }
}
