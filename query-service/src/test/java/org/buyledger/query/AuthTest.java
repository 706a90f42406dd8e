package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.token;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest extends ServiceTest {
    private static final String PATH = "/v1/media-buys";

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.principal("acme", "nova");
        for (UserRole role : UserRole.values()) {
            fixture.user("acme", role.getLiteral(), role);
        }
    }

    @ParameterizedTest
    @EnumSource(UserRole.class)
    void a_user_of_any_role_may_read(UserRole role) {
        assertThat(client.get(token("acme", role.getLiteral()), "/v1/audit-log").status())
                .isEqualTo(200);
    }

    @Test
    void without_a_token_there_is_no_answer() {
        assertMissing(client.get("", PATH));
        assertMissing(client.get("", PATH + "?no=such&no=such"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic bm92YTpub3Zh", "Bearer", "Bearer ", "Bearer a b"})
    void what_is_not_one_bearer_token_is_none(String authorization) {
        assertMissing(client.get("", PATH, Map.of("Authorization", authorization)));
    }

    private static void assertMissing(Client.Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("AUTH_MISSING");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(reply.header("Buyledger-Position")).isEmpty();
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        assertThat(client.get("", PATH, Map.of("Authorization", "bearer " + token("acme", "nova")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_token_is_nobodys() {
        assertInvalid("not-a-token");
    }

    @Test
    void the_stored_hash_is_not_a_token() {
        assertInvalid(Sha256.hex(token("acme", "nova")));
    }

    private void assertInvalid(String token) {
        Client.Reply reply = client.get(token, PATH);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("AUTH_INVALID");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void a_rotated_token_ends_at_once() {
        fixture.principal("acme", "rota");
        assertThat(client.get(token("acme", "rota"), PATH).status()).isEqualTo(200);

        fixture.sql("UPDATE principals SET token_sha256 = '" + Sha256.hex("fresh") + "' WHERE principal_id = 'rota'");

        assertInvalid(token("acme", "rota"));
        assertThat(client.get("fresh", PATH).status()).isEqualTo(200);
    }

    @Test
    void what_was_known_of_a_token_counts_for_nothing_once_it_is_anothers() {
        fixture.principal("acme", "mover");
        fixture.tenant("zeta");
        fixture.principal("zeta", "taker");
        fixture.mediaBuy("zeta", "taker", "zeta-buy", row -> {});
        String token = token("acme", "mover");
        assertThat(client.get(token, PATH).status()).isEqualTo(200);

        fixture.sql("UPDATE principals SET token_sha256 = NULL WHERE principal_id = 'mover'");
        assertInvalid(token);
        fixture.sql("UPDATE principals SET token_sha256 = '" + Sha256.hex(token) + "' WHERE principal_id = 'taker'");

        assertThat(client.get(token, PATH).body()).contains("zeta-buy");
    }

    @Test
    void another_role_counts_at_once() {
        fixture.user("acme", "rises", UserRole.viewer);
        String token = token("acme", "rises");
        assertThat(client.get(token, PATH).status()).isEqualTo(200);
        fixture.principal("acme", "falls");
        fixture.sql("UPDATE users SET token_sha256 = NULL WHERE user_id = 'rises'");
        fixture.sql("UPDATE principals SET token_sha256 = '" + Sha256.hex(token) + "' WHERE principal_id = 'falls'");

        assertThat(client.get(token, "/v1/audit-log").status()).isEqualTo(403);
    }

    /** No answer that begins after the rotation is projected takes the old token, whatever is in flight around it. */
    @Test
    void there_is_no_moment_in_which_a_rotated_token_still_counts() throws Exception {
        fixture.principal("acme", "racer");
        String token = token("acme", "racer");
        AtomicBoolean isRotated = new AtomicBoolean();
        AtomicInteger taken = new AtomicInteger();
        List<CompletableFuture<Void>> readers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            for (int after = 0; after < 20; ) {
                                boolean was = isRotated.get();
                                int status = client.get(token, PATH).status();
                                assertThat(status).isIn(was ? List.of(401) : List.of(200, 401));
                                after += was ? 1 : 0;
                                taken.addAndGet(status == 200 ? 1 : 0);
                            }
                        },
                        Thread::startVirtualThread))
                .toList();
        Awaitility.await().until(() -> taken.get() >= 40); // the token is well known
        fixture.sql("UPDATE principals SET token_sha256 = NULL WHERE principal_id = 'racer'");
        isRotated.set(true);

        for (CompletableFuture<Void> reader : readers) {
            reader.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void no_token_of_a_deactivated_tenant_counts_until_it_is_reactivated() {
        fixture.tenant("idle");
        fixture.principal("idle", "nova");
        fixture.user("idle", "ursula", UserRole.admin);
        fixture.sql("UPDATE tenants SET deactivated_at = now() WHERE tenant_id = 'idle'");

        assertInvalid(token("idle", "nova"));
        assertInvalid(token("idle", "ursula"));
        assertThat(client.get(token("idle", "nova"), PATH).body()).contains("Tenant idle is deactivated");
        assertThat(client.get(token("acme", "nova"), PATH).status()).isEqualTo(200);

        fixture.sql("UPDATE tenants SET deactivated_at = NULL WHERE tenant_id = 'idle'");

        assertThat(client.get(token("idle", "nova"), PATH).status()).isEqualTo(200);
    }

    @Test
    void who_is_deactivated_has_no_token() {
        fixture.principal("acme", "gone");
        fixture.sql("UPDATE principals SET token_sha256 = NULL, deactivated_at = now() WHERE principal_id = 'gone'");

        assertInvalid(token("acme", "gone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"principal", "user"})
    void a_token_of_two_identities_is_nobodys(String other) {
        String tenant = "twin-" + other;
        fixture.tenant(tenant);
        fixture.principal(tenant, "first");
        assertThat(client.get(token(tenant, "first"), PATH).status()).isEqualTo(200);

        String hash = Sha256.hex(token(tenant, "first"));
        if (other.equals("user")) {
            fixture.user(tenant, "second", UserRole.admin);
            fixture.sql("UPDATE users SET token_sha256 = '" + hash + "' WHERE user_id = 'second'");
        } else {
            fixture.tenant(tenant + "-2");
            fixture.principal(tenant + "-2", "second");
            fixture.sql("UPDATE principals SET token_sha256 = '" + hash + "' WHERE principal_id = 'second'");
        }

        assertInvalid(token(tenant, "first"));
    }
}
