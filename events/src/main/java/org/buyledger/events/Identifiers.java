package org.buyledger.events;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How identifiers look, and how those that we mint are made. */
public final class Identifiers {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TENANT = 50;
    private static final int MINTED_BYTES = 8;
    private static final int LONGEST_FOREIGN = 255;

    private Identifiers() {}

    /** A tenant id: 1 to 50 of {@code a-z 0-9 _ -}, since it is a Kafka key and stands in URIs. */
    public static String tenant(String value) {
        if (!isTenant(value)) {
            throw new IllegalArgumentException(
                    "a tenant id is 1 to 50 of a-z, 0-9, _ and -, beginning with a letter or digit, not '"
                            + shown(value) + "'");
        }
        return value;
    }

    /** An id that a publisher or one of our commands chooses: 1 to 100 of {@code A-Z a-z 0-9 _ . : -}. */
    public static String name(String what, String value) {
        if (!isOf(value, 1, LONGEST_NAME) || !isLetterOrDigit(value.charAt(0))) {
            throw new IllegalArgumentException("a " + what
                    + " is 1 to 100 of letters, digits, _ . : and -, beginning with a letter or digit, not '"
                    + shown(value) + "'");
        }
        return value;
    }

    // Without regular expressions: every id of every command and event passes here.

    private static boolean isTenant(String value) {
        if (value.isEmpty() || value.length() > LONGEST_TENANT || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c >= 'A' && c <= 'Z') || (!isLetterOrDigit(c) && c != '_' && c != '-')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is so long, and of {@code A-Z a-z 0-9 _ . : -} alone. */
    public static boolean isOf(String value, int least, int most) {
        if (value.length() < least || value.length() > most) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' && c != '.' && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** An id that a buyer chooses freely, as AdCP allows: 1 to 255 characters, no control characters. */
    public static String foreign(String what, String value) {
        if (value.isBlank() || value.length() > LONGEST_FOREIGN || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a " + what
                    + " is 1 to 255 characters, not blank and without control characters, not '" + shown(value) + "'");
        }
        return value;
    }

    /**
     * Mints {@code <prefix>_<16 hex>} from a tenant, a command id and a place inside that command, so that a retried
     * command names the same object.
     */
    public static String mint(String prefix, String tenant, String commandId, String place) {
        byte[] digest =
                Sha256.of((tenant + '\n' + commandId + '\n' + prefix + '\n' + place).getBytes(StandardCharsets.UTF_8));
        return prefix + '_' + HexFormat.of().formatHex(digest, 0, MINTED_BYTES);
    }

    private static String shown(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "...";
    }
}
