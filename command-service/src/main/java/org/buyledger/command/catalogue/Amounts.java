package org.buyledger.command.catalogue;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The rules for money: not negative, no finer than the currency's minor unit, of a size that an account could hold. */
public final class Amounts {
    private static final int MOST_WHOLE_DIGITS = 13;

    private Amounts() {}

    /** An ISO 4217 currency by its code; empty where there is none of that name. */
    public static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static void checkCurrency(Findings found, String field, String code) {
        if (currency(code).isEmpty()) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "'" + code + "' is not a currency.",
                    "Give an ISO 4217 code such as USD or EUR.");
        }
    }

    /** Checks an amount, null being none; a price may be finer than a payment, by {@code extraDigits}. */
    public static void check(
            Findings found, String field, @Nullable BigDecimal amount, String currency, int extraDigits) {
        if (amount == null) {
            return;
        }
        if (amount.signum() < 0) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    field,
                    "An amount is not negative, and this is " + shown(amount) + ".",
                    "Give an amount of 0 or more.");
            return;
        }
        int digits = currency(currency).map(Currency::getDefaultFractionDigits).orElse(2) + extraDigits;
        BigDecimal plain = amount.stripTrailingZeros();
        if (plain.scale() > digits) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "%s has more than %d decimal places of %s.".formatted(shown(amount), digits, currency),
                    "Round it.");
        }
        if (plain.precision() - plain.scale() > MOST_WHOLE_DIGITS) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "%s has more than %d digits before the point.".formatted(shown(amount), MOST_WHOLE_DIGITS),
                    "Give a smaller amount.");
        }
    }

    private static String shown(BigDecimal amount) {
        String text = amount.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
