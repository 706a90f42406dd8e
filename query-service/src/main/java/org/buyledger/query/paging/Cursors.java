package org.buyledger.query.paging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.buyledger.events.Sha256;
import org.buyledger.query.http.Problem;

/**
 * Cursors: where a page ended, and in which list. Signed, so that nobody can make one up and it may hold what it likes.
 * Base64url of: 16 bytes of the SHA-256 of what the list is; the key of the page's last row, its columns parted by line
 * breaks, which no id contains; 16 bytes of the HMAC-SHA256 of both.
 */
public final class Cursors {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 16;

    private final SecretKeySpec key;

    /**
     * Cursors that are valid wherever the key is the same.
     *
     * @param key a secret
     */
    public Cursors(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** The cursor of a page of {@code list} whose last row has the key {@code last}. */
    String write(String list, List<String> last) {
        byte[] hash = hash(list);
        byte[] text = String.join("\n", last).getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(hash, HASH_BYTES + text.length);
        System.arraycopy(text, 0, signed, HASH_BYTES, text.length);
        byte[] all = Arrays.copyOf(signed, signed.length + HASH_BYTES);
        System.arraycopy(mac(signed), 0, all, signed.length, HASH_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * The key of the row after which the next page of {@code list} begins.
     *
     * @throws Problem INVALID_REQUEST when the cursor was not made here, or was made for another list
     */
    List<String> read(String list, String cursor) {
        byte[] all = decoded(cursor);
        int end = all.length - HASH_BYTES;
        if (end <= HASH_BYTES
                || !MessageDigest.isEqual(mac(Arrays.copyOf(all, end)), Arrays.copyOfRange(all, end, all.length))) {
            throw refused("The cursor is damaged: it is not one that this service gave.");
        }
        if (!MessageDigest.isEqual(hash(list), Arrays.copyOf(all, HASH_BYTES))) {
            throw refused("The cursor belongs to another list: other filters, another sort or another caller.");
        }
        return List.of(new String(all, HASH_BYTES, end - HASH_BYTES, StandardCharsets.UTF_8).split("\n", -1));
    }

    private static byte[] decoded(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            // Two texts can stand for the same bytes; only the one that was given counts.
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said by the caller
        }
        return new byte[0];
    }

    private static Problem refused(String detail) {
        return Problem.invalid("cursor", "format", detail)
                .suggestion(
                        "Repeat every filter and the sort with a cursor, or ask for the first page again without one.");
    }

    private static byte[] hash(String list) {
        return Arrays.copyOf(Sha256.of(list.getBytes(StandardCharsets.UTF_8)), HASH_BYTES);
    }

    private byte[] mac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(bytes), HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
