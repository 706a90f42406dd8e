package org.buyledger.events.mediabuy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.buyledger.events.Identifiers;

/**
 * A package of a media buy, minted from the buy and the command that adds it: {@code pkg_}, the 16 hex digits of the buy, an
 * underscore, and 8 hex digits. Older ones are {@code pkg_} and 16 hex digits, which do not tell the buy.
 */
public record PackageId(@JsonValue String value) {
    private static final int END_OF_BUY = "pkg_".length() + 16;
    private static final int OWN_DIGITS = 8;
    private static final int LENGTH = END_OF_BUY + 1 + OWN_DIGITS;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackageId {
        Identifiers.name("package id", value);
    }

    /** The id of a command's {@code ordinal}-th new package of a buy. */
    public static PackageId minted(MediaBuyId buy, String tenant, String commandId, int ordinal) {
        String minted = Identifiers.mint("pkg", tenant, commandId, Integer.toString(ordinal));
        return new PackageId(
                "pkg" + buy.value().substring(buy.value().indexOf('_')) + minted.substring(3, 3 + 1 + OWN_DIGITS));
    }

    /** The id of the buy that it tells; empty for one that tells none. */
    public Optional<MediaBuyId> buy() {
        boolean tells = value.length() == LENGTH && value.startsWith("pkg_") && value.charAt(END_OF_BUY) == '_';
        return tells ? Optional.of(new MediaBuyId("mb_" + value.substring(4, END_OF_BUY))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
