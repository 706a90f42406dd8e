package org.buyledger.projector.catalogue;

import static org.buyledger.migrations.jooq.Tables.PRICING_OPTIONS;

import java.util.Locale;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.catalogue.CatalogueEvent.PricingOptionPut;
import org.buyledger.events.catalogue.PricingOption;
import org.buyledger.migrations.jooq.enums.PricingModel;
import org.buyledger.migrations.jooq.tables.records.PricingOptionsRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
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
        return e.event() instanceof PricingOptionPut put
                ? Optional.of(RowKey.of(
                        e.tenant(),
                        put.pricingOption().productId().value(),
                        put.pricingOption().pricingOptionId().value()))
                : Optional.empty();
    }

    @Override
    public PricingOptionsRecord project(@Nullable PricingOptionsRecord row, Recorded<Event> e) {
        PricingOption put = ((PricingOptionPut) e.event()).pricingOption();
        PricingOptionsRecord option = row == null
                ? new PricingOptionsRecord()
                        .setTenantId(e.tenant())
                        .setProductId(put.productId().value())
                        .setPricingOptionId(put.pricingOptionId().value())
                        .setCreatedAt(e.at())
                : row;
        return option.setPricingModel(
                        PricingModel.lookupLiteral(put.pricingModel().name().toLowerCase(Locale.ROOT)))
                .setCurrency(put.currency())
                .setFixedPrice(put.fixedPrice())
                .setFloorPrice(put.floorPrice())
                .setMinSpendPerPackage(put.minSpendPerPackage())
                .setDetails(Payload.jsonb(put.details()))
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }
}
