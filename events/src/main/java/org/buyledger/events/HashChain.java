package org.buyledger.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The chain that shows a changed, missing or reordered event: each event's hash covers the hash before it, so that anyone
 * who can read the topic can check a tenant's ledger.
 *
 * <p>The hash is SHA-256 over UTF-8 text, one line each ({@code \n} after every one): previous hash, tenant, sequence (19
 * digits), id, type, subject, revision, time, actor, causation id, correlation id (empty when there is none); then the
 * payload's bytes. No field can hold a line break, so no two events give the same text.
 */
public final class HashChain {
    /** The previous hash of a tenant's first event. */
    public static final String GENESIS = "0".repeat(64);

    private final MessageDigest sha256 = Sha256.digest();

    public HashChain() {}

    /** The hash of an event; the envelope's own {@code hash} is not looked at. Not thread-safe. */
    public String hash(EventEnvelope e, byte[] payload) {
        StringBuilder identity = new StringBuilder(512);
        line(identity, e.previousHash());
        line(identity, e.tenant().value());
        line(identity, padded(e.sequence()));
        line(identity, e.id());
        line(identity, e.type());
        line(identity, e.subject().toString());
        line(identity, Long.toString(e.revision()));
        line(identity, Timestamps.text(e.at()));
        line(identity, e.actor().toString());
        line(identity, e.causationId());
        String correlation = e.correlationId();
        line(identity, correlation == null ? "" : correlation);
        sha256.update(identity.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest(payload));
    }

    private static void line(StringBuilder text, String value) {
        text.append(value).append('\n');
    }

    /** A sequence number as 19 digits, so that it sorts as text. */
    public static String padded(long sequence) {
        String digits = Long.toString(sequence);
        return "0".repeat(19 - digits.length()) + digits;
    }
}
