package org.buyledger.events.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a pricing option costs.
 *
 * @param kind whether the amount is the price or where bids begin
 * @param amount in the option's currency, for the unit of its pricing model
 */
public record Price(Kind kind, BigDecimal amount) {

    /** How a price comes about. */
    public enum Kind {
        /** The seller set it. */
        @JsonProperty("fixed")
        FIXED,
        /** An auction finds it, above a floor. */
        @JsonProperty("floor")
        FLOOR
    }

    /**
     * A price from the two fields of AdCP, of which one is there.
     *
     * @throws IllegalArgumentException when none is, or both are
     */
    public static Price of(@Nullable BigDecimal fixedPrice, @Nullable BigDecimal floorPrice) {
        if (fixedPrice != null && floorPrice == null) {
            return new Price(Kind.FIXED, fixedPrice);
        }
        if (floorPrice != null && fixedPrice == null) {
            return new Price(Kind.FLOOR, floorPrice);
        }
        throw new IllegalArgumentException("a price is fixed_price or floor_price, and not both");
    }

    /** The amount where the price is of a kind, else null. */
    public @Nullable BigDecimal amountIf(Kind wanted) {
        return kind == wanted ? amount : null;
    }
}
