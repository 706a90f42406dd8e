package org.buyledger.command.configuration;

import java.util.regex.Pattern;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what could give a secret away. What is configured goes into the log, which is kept for ever: it says where
 * a secret is and never what it is, and no refusal repeats a value that may be one.
 */
final class Secrets {
    private static final Pattern REFERENCE =
            Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]{0,254}|file:/[^\\p{Cntrl}]{1,1000}");
    private static final Pattern WITH_USER = Pattern.compile("[^/?#]*//[^/?#]*@.*", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\\s?#]*)?");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private Secrets() {}

    /** A secret is a reference; null is none. */
    static void checkReference(Findings found, String field, @Nullable String value) {
        if (value != null && !REFERENCE.matcher(value).matches()) {
            found.add(
                    ErrorCode.CREDENTIAL_IN_ARGS,
                    field,
                    "A secret is not sent, and this is not a reference to one.",
                    "Give env:NAME for an environment variable or file:/PATH for a file,"
                            + " and change the secret if it was one.");
        }
    }

    /** An address is https and holds neither a password nor a query, in which keys are often sent; null is none. */
    static void checkAddress(Findings found, String field, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (WITH_USER.matcher(value).matches()) {
            found.add(
                    ErrorCode.CREDENTIAL_IN_ARGS,
                    field,
                    "The address has a user name or password before its host.",
                    "Give the address without, and change the password if it was one.");
        } else if (value.indexOf('?') >= 0 || value.indexOf('#') >= 0) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "The address has a query or a fragment.",
                    "Give it up to its ? or #.");
        } else if (!ADDRESS.matcher(value).matches()) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "'" + (value.length() <= 60 ? value : value.substring(0, 60) + "...")
                            + "' is not an https address.",
                    "Give one such as https://agent.example/mcp.");
        }
    }

    /** A header is given by its name alone; null is none. */
    static void checkHeader(Findings found, String field, @Nullable String value) {
        if (value != null && !HEADER.matcher(value).matches()) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "This is not the name of a header.",
                    "Give the name alone, such as X-API-Key; credentials says where its value is.");
        }
    }
}
