package org.buyledger.projector.catalogue;

import static org.buyledger.migrations.jooq.Tables.PRODUCTS;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.buyledger.events.Event;
import org.buyledger.events.Recorded;
import org.buyledger.events.catalogue.CatalogueEvent.ProductArchived;
import org.buyledger.events.catalogue.CatalogueEvent.ProductPut;
import org.buyledger.events.catalogue.InventoryProfileId;
import org.buyledger.events.catalogue.Product;
import org.buyledger.events.configuration.AgentId;
import org.buyledger.events.tenancy.PrincipalId;
import org.buyledger.migrations.jooq.enums.DeliveryType;
import org.buyledger.migrations.jooq.tables.records.ProductsRecord;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.RowKey;
import org.buyledger.projector.runner.RowProjection;
import org.buyledger.projector.runner.Rows;
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
        return switch (e.event()) {
            case ProductPut(Product put) ->
                Optional.of(RowKey.of(e.tenant(), put.productId().value()));
            case ProductArchived archived ->
                Optional.of(RowKey.of(e.tenant(), archived.productId().value()));
            default -> Optional.empty();
        };
    }

    @Override
    public ProductsRecord project(@Nullable ProductsRecord row, Recorded<Event> e) {
        if (!(e.event() instanceof ProductPut(Product put))) {
            return Objects.requireNonNull(row)
                    .setArchivedAt(e.at())
                    .setRevision(e.revision())
                    .setUpdatedAt(e.at());
        }
        ProductsRecord product = row == null
                ? Rows.begin(PRODUCTS)
                        .setTenantId(e.tenant())
                        .setProductId(put.productId().value())
                        .setCreatedAt(e.at())
                : row;
        InventoryProfileId profile = put.inventoryProfileId();
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
                .setCreativeLeadHours(put.creativeLeadHours())
                .setInventoryProfileId(profile == null ? null : profile.value())
                .setSignalsAgentIds(
                        array(put.signalsAgentIds().stream().map(AgentId::value).toList()))
                .setDetails(Payload.jsonb(put.details()))
                .setArchivedAt(null)
                .setRevision(e.revision())
                .setUpdatedAt(e.at());
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
