package org.buyledger.projector.catalogue;

import static org.buyledger.migrations.jooq.Tables.PRODUCTS;

import java.util.List;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.catalogue.CatalogueEvent.ProductPut;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.migrations.jooq.enums.DeliveryType;
import org.buyledger.migrations.jooq.tables.records.ProductsRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** products: each as it was last put. */
public final class Products implements RowProjection<ProductsRecord> {

    @Override
    public Table<ProductsRecord> table() {
        return PRODUCTS;
    }

    @Override
    public Optional<RowKey> key(Recorded<Event> e) {
        return e.event() instanceof ProductPut put
                ? Optional.of(RowKey.of(e.tenant(), put.product().productId().value()))
                : Optional.empty();
    }

    @Override
    public ProductsRecord project(@Nullable ProductsRecord row, Recorded<Event> e) {
        Product put = ((ProductPut) e.event()).product();
        ProductsRecord product = row == null
                ? new ProductsRecord()
                        .setTenantId(e.tenant())
                        .setProductId(put.productId().value())
                        .setCreatedAt(e.at())
                : row;
        return product.setName(put.name())
                .setDescription(put.description())
                .setDeliveryType(
                        switch (put.deliveryType()) {
                            case GUARANTEED -> DeliveryType.guaranteed;
                            case NON_GUARANTEED -> DeliveryType.non_guaranteed;
                        })
                .setFormatIds(Payload.jsonb(put.formatIds()))
                .setChannels(array(put.channels()))
                .setCountries(array(put.countries()))
                .setPlacementIds(array(put.placementIds()))
                .setAutomaticCreation(put.isCreatedAutomatically())
                .setAllowedPrincipalIds(array(put.allowedPrincipalIds().stream()
                        .map(PrincipalId::value)
                        .toList()))
                .setExpiresAt(put.expiresAt())
                .setDetails(Payload.jsonb(put.details()))
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
