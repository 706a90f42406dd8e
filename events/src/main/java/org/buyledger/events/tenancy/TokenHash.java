package org.buyledger.events.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.buyledger.events.Sha256;

/** The SHA-256 of a bearer token, 64 lower-case hex digits. */
public record TokenHash(@JsonValue String value) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TokenHash {
        // The value is not repeated: whoever sent a plain token here by mistake must not find it in the log.
        if (!HEX.matcher(value).matches()) {
            throw new IllegalArgumentException("a token hash is the SHA-256 of the token in 64 lower-case hex digits");
        }
    }

    public static TokenHash ofToken(String token) {
        return new TokenHash(Sha256.hex(token));
    }

    @Override
    public String toString() {
        return value;
    }
}
