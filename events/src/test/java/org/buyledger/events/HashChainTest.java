package org.buyledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.buyledger.events.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashChainTest {
    private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private static EventEnvelope envelope(long sequence, @Nullable String correlation) {
        return new EventEnvelope(
                "cmd-1.1",
                "org.buyledger.media_buy.created.v1",
                new TenantId("acme"),
                new Subject("media_buy", "mb_1"),
                sequence,
                1,
                Instant.parse("2026-11-23T10:00:00Z"),
                Actor.parse("principal:nova"),
                "cmd-1",
                correlation,
                HashChain.GENESIS,
                "");
    }

    @Test
    void the_hash_is_that_of_the_documented_text() {
        // printf over the lines that docs/message-formats.md lists, then the payload, piped to sha256sum
        String text = HashChain.GENESIS
                + "\nacme\n0000000000000000007\ncmd-1.1\norg.buyledger.media_buy.created.v1\nmedia_buy/mb_1\n1\n"
                + "2026-11-23T10:00:00Z\nprincipal:nova\ncmd-1\n\n{\"a\":1}";

        assertThat(new HashChain().hash(envelope(7, null), PAYLOAD)).isEqualTo(Sha256.hex(text));
    }

    @Test
    void any_change_changes_it() {
        HashChain chain = new HashChain();
        String hash = chain.hash(envelope(7, null), PAYLOAD);

        assertThat(chain.hash(envelope(8, null), PAYLOAD)).isNotEqualTo(hash);
        assertThat(chain.hash(envelope(7, "x"), PAYLOAD)).isNotEqualTo(hash);
        assertThat(chain.hash(envelope(7, null), "{\"a\":2}".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(hash);
        assertThat(chain.hash(envelope(7, null), PAYLOAD)).isEqualTo(hash);
    }
}
