package org.buyledger.query.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.DeliveryType;
import org.buyledger.migrations.jooq.enums.PricingModel;
import org.buyledger.migrations.jooq.tables.records.InventoryProfilesRecord;
import org.buyledger.migrations.jooq.tables.records.PricingOptionsRecord;
import org.buyledger.migrations.jooq.tables.records.ProductsRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A product as answers show it.
 *
 * @param formatIds its inventory profile's, where it has one
 * @param allowedPrincipalIds null for a principal, which need not know who else may buy
 * @param signalsAgentIds likewise
 */
record Product(
        String productId,
        String name,
        @Nullable String description,
        DeliveryType deliveryType,
        JSONB formatIds,
        List<String> channels,
        List<String> countries,
        List<String> placementIds,
        boolean automaticCreation,
        @Nullable List<String> allowedPrincipalIds,
        @Nullable Instant expiresAt,
        @Nullable Integer creativeLeadHours,
        @Nullable Instant archivedAt,
        @Nullable String inventoryProfileId,
        @Nullable List<String> signalsAgentIds,
        List<PricingOption> pricingOptions,
        JSONB details,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    static Product of(
            ProductsRecord row,
            List<PricingOptionsRecord> prices,
            @Nullable InventoryProfilesRecord profile,
            boolean forPrincipal) {
        return new Product(
                row.getProductId(),
                row.getName(),
                row.getDescription(),
                row.getDeliveryType(),
                profile == null ? row.getFormatIds() : profile.getFormatIds(),
                List.of(row.getChannels()),
                List.of(row.getCountries()),
                List.of(row.getPlacementIds()),
                row.getAutomaticCreation(),
                forPrincipal ? null : List.of(row.getAllowedPrincipalIds()),
                row.getExpiresAt(),
                row.getCreativeLeadHours(),
                row.getArchivedAt(),
                row.getInventoryProfileId(),
                forPrincipal ? null : List.of(row.getSignalsAgentIds()),
                prices.stream().map(PricingOption::of).toList(),
                row.getDetails(),
                row.getRevision(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    /** A price of the product; exactly one of {@code fixedPrice} and {@code floorPrice} is there. */
    record PricingOption(
            String pricingOptionId,
            PricingModel pricingModel,
            String currency,
            @Nullable BigDecimal fixedPrice,
            @Nullable BigDecimal floorPrice,
            @Nullable BigDecimal minSpendPerPackage,
            JSONB details,
            long revision,
            Instant createdAt,
            Instant updatedAt) {

        static PricingOption of(PricingOptionsRecord row) {
            return new PricingOption(
                    row.getPricingOptionId(),
                    row.getPricingModel(),
                    row.getCurrency(),
                    row.getFixedPrice(),
                    row.getFloorPrice(),
                    row.getMinSpendPerPackage(),
                    row.getDetails(),
                    row.getRevision(),
                    row.getCreatedAt(),
                    row.getUpdatedAt());
        }
    }
}
