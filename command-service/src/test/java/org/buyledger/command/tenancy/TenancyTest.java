package org.buyledger.command.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.ACME;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuy;
import static org.buyledger.command.Scenario.createMediaBuyWithCreative;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.tenancy.TenantEvent;
import org.buyledger.events.tenancy.TenantProfile;
import org.buyledger.events.tenancy.TokenHash;
import org.buyledger.events.tenancy.UserEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenancyTest {
    private static final String HASH = TokenHash.ofToken("a new token").value();
    private final Scenario scenario = acme();

    @Test
    void a_tenant_is_registered_with_its_first_admin() {
        var answered = new Registration("umbra").send("root");

        answered.then(Outcome.ACCEPTED);
        assertThat(answered.events())
                .satisfiesExactly(
                        tenant -> assertThat(((TenantEvent.Registered) tenant)
                                        .settings()
                                        .humanReviewRequired())
                                .isTrue(),
                        admin -> assertThat(((UserEvent.Put) admin).role()).hasToString("ADMIN"));
        assertThat(answered.result().position()).isEqualTo(2);
    }

    private final class Registration {
        private final String tenant;

        Registration(String tenant) {
            this.tenant = tenant;
        }

        Scenario.Answered send(String token) {
            return scenario.sent(
                    tenant,
                    token,
                    "register-" + tenant + token,
                    "register_tenant",
                    "{'name': 'X', 'admin': {'user_id': 'a', 'email': 'a@x.example', 'name': 'A', 'token_sha256': '%s'}}"
                            .formatted(HASH));
        }
    }

    @Test
    void only_the_root_token_registers_tenants_and_it_does_nothing_else() {
        new Registration("umbra").send("admin").refused(ErrorCode.AUTH_INVALID, "authorization");
        new Registration(ACME).send("admin").refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("root", "update_tenant", "{'name': 'X'}").refused(ErrorCode.PERMISSION_DENIED, "authorization");
    }

    @Test
    void a_tenant_is_registered_once() {
        new Registration(ACME).send("root").refused(ErrorCode.INVALID_STATE, null);
    }

    @Test
    void a_command_for_a_tenant_that_is_not_registered_leaves_no_trace() {
        int before = scenario.log().size();
        scenario.sent("nobody", "root", "x-1", "update_tenant", "{}")
                .refused(ErrorCode.PERMISSION_DENIED, "authorization");

        assertThat(scenario.log()).hasSize(before);
    }

    @Test
    void updating_a_tenant_changes_what_is_given_and_nothing_else() {
        var answered = scenario.when("admin", "update_tenant", "{'settings': {'human_review_required': true}}");

        assertThat(answered.events()).singleElement().isInstanceOfSatisfying(TenantEvent.Updated.class, updated -> {
            assertThat(updated.name()).isEqualTo("Acme");
            assertThat(updated.settings().humanReviewRequired()).isTrue();
            assertThat(updated.settings().approvalMode()).hasToString("AUTO_APPROVE");
        });
        assertThat(scenario.when("admin", "update_tenant", "{'name': 'Acme'}").events())
                .as("nothing is changed")
                .isEmpty();
    }

    @Test
    void a_profile_is_replaced_as_a_whole_and_stays_when_none_is_given() {
        scenario.given(
                "update_tenant",
                "{'profile': {'subdomain': 'acme', 'virtual_host': 'ads.acme.example', 'billing_plan': 'gold',"
                        + "'billing_contact': 'money@acme.example', 'authorized_emails': ['eve@acme.example'],"
                        + "'authorized_domains': ['acme.example'],"
                        + "'order_name_template': '{campaign_name|brand_name} - {media_buy_id}'}}");
        assertThat(profileAfter("{'name': 'New'}").virtualHost()).isEqualTo("ads.acme.example");

        TenantProfile replaced = profileAfter("{'profile': {'virtual_host': 'x.acme.example'}}");
        assertThat(replaced.virtualHost()).isEqualTo("x.acme.example");
        assertThat(replaced.subdomain()).isNull();
        assertThat(scenario.when("admin", "update_tenant", "{'profile': {'virtual_host': 'x.acme.example'}}")
                        .events())
                .isEmpty();
    }

    private TenantProfile profileAfter(String change) {
        var updated = (TenantEvent.Updated)
                scenario.when("admin", "update_tenant", change).events().getFirst();
        return Objects.requireNonNull(updated.profile());
    }

    @Test
    void a_rotated_token_fails_from_the_next_command_on() {
        scenario.when("nova", "create_media_buy", createMediaBuy()).then(Outcome.ACCEPTED);
        scenario.given("rotate_principal_token", "{'principal_id': 'nova', 'token_sha256': '%s'}".formatted(HASH));

        scenario.when("nova", "create_media_buy", createMediaBuy()).refused(ErrorCode.AUTH_INVALID, "authorization");
        scenario.when("a new token", "create_media_buy", createMediaBuy().replace("KEY-0", "KEY-1"))
                .then(Outcome.ACCEPTED);
    }

    @Test
    void a_token_names_one_identity() {
        scenario.when(
                        "admin",
                        "rotate_principal_token",
                        "{'principal_id': 'nova', 'token_sha256': '%s'}".formatted(TokenHash.ofToken("orbit")))
                .refused(ErrorCode.VALIDATION_ERROR, "/token_sha256");
    }

    @Test
    void a_plain_token_in_the_place_of_its_hash_is_refused_and_not_repeated() {
        var failure = scenario.when(
                        "admin", "rotate_principal_token", "{'principal_id': 'nova', 'token_sha256': 'very-secret'}")
                .refused(ErrorCode.INVALID_REQUEST, "/token_sha256");

        assertThat(failure.message()).doesNotContain("very-secret");
        assertThat(scenario.log().getLast().json()).doesNotContain("very-secret");
    }

    @Test
    void a_user_keeps_its_token_when_none_is_given_and_two_users_do_not_share_an_address() {
        scenario.given("put_user", "{'user_id': 'max', 'email': 'max@acme.example', 'name': 'Max M', 'role': 'admin'}");
        scenario.when("manager", "update_tenant", "{'name': 'By Max'}").then(Outcome.ACCEPTED);

        scenario.when(
                        "admin",
                        "put_user",
                        "{'user_id': 'eve', 'email': 'MAX@acme.example', 'name': 'Eve', 'role': 'viewer'}")
                .refused(ErrorCode.VALIDATION_ERROR, "/email");
    }

    @Test
    void no_token_of_a_deactivated_tenant_counts_and_the_root_token_brings_them_back() {
        scenario.when("nova", "create_media_buy", createMediaBuyWithCreative()).then(Outcome.ACCEPTED);
        scenario.when("root", "deactivate_tenant", "{}").then(Outcome.ACCEPTED);

        for (String token : List.of("admin", "manager", "viewer", "nova")) {
            Failure failure = scenario.when(token, "create_media_buy", createMediaBuy())
                    .refused(ErrorCode.AUTH_INVALID, "authorization");
            assertThat(failure.message()).contains("acme is deactivated");
        }
        assertThat(scenario.when("nobody", "create_media_buy", createMediaBuy())
                        .refused(ErrorCode.AUTH_INVALID, "authorization")
                        .message())
                .as("to a stranger the tenant is as one that does not exist")
                .doesNotContain("deactivated");
        scenario.restarted()
                .when("nova", "create_media_buy", createMediaBuy())
                .refused(ErrorCode.AUTH_INVALID, "authorization");
        assertThat(scenario.when("root", "deactivate_tenant", "{}").events())
                .as("it is so already")
                .isEmpty();
        assertThat(scenario.tick(Duration.ofDays(1)))
                .as("what was sold goes on")
                .singleElement()
                .isInstanceOf(MediaBuyEvent.Started.class);

        scenario.when("root", "reactivate_tenant", "{}").then(Outcome.ACCEPTED);
        scenario.when("admin", "update_tenant", "{'name': 'Acme again'}").then(Outcome.ACCEPTED);
    }

    @Test
    void only_the_root_token_deactivates_a_tenant() {
        scenario.when("admin", "deactivate_tenant", "{}").refused(ErrorCode.PERMISSION_DENIED, "authorization");
        scenario.when("admin", "reactivate_tenant", "{}").refused(ErrorCode.PERMISSION_DENIED, "authorization");
    }

    @Test
    void a_deactivated_principal_s_token_fails_its_buys_stay_and_a_new_token_brings_it_back() {
        String buy = scenario.when("nova", "create_media_buy", createMediaBuyWithCreative())
                .response("/media_buy_id");
        scenario.given("deactivate_principal", "{'principal_id': 'nova'}");

        scenario.when("nova", "create_media_buy", createMediaBuy()).refused(ErrorCode.AUTH_INVALID, "authorization");
        assertThat(scenario.when("admin", "deactivate_principal", "{'principal_id': 'nova'}")
                        .events())
                .isEmpty();
        assertThat(scenario.tick(Duration.ofDays(1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        MediaBuyEvent.Started.class,
                        started -> assertThat(started.mediaBuyId()).hasToString(buy));
        scenario.given(
                "rotate_principal_token",
                "{'principal_id': 'nova', 'token_sha256': '%s'}".formatted(TokenHash.ofToken("nova")));
        scenario.when("nova", "create_media_buy", createMediaBuy().replace("KEY-0", "KEY-1"))
                .refused(ErrorCode.INVALID_REQUEST, "/start_time");
    }

    @Test
    void a_deactivated_user_s_token_fails_its_address_is_free_and_put_user_brings_it_back() {
        scenario.given("deactivate_user", "{'user_id': 'max'}");

        scenario.when("manager", "cancel_media_buy", "{}").refused(ErrorCode.AUTH_INVALID, "authorization");
        scenario.when("admin", "rotate_user_token", "{'user_id': 'max', 'token_sha256': '%s'}".formatted(HASH))
                .refused(ErrorCode.INVALID_STATE, "/user_id");
        scenario.given("put_user", "{'user_id': 'moe', 'email': 'max@acme.example', 'name': 'Moe', 'role': 'viewer'}");
        scenario.when(
                        "admin",
                        "put_user",
                        "{'user_id': 'max', 'email': 'max@acme.example', 'name': 'Max', 'role': 'manager'}")
                .refused(ErrorCode.VALIDATION_ERROR, "/email");
        assertThat(scenario.when(
                                "admin",
                                "put_user",
                                "{'user_id': 'max', 'email': 'm@acme.example', 'name': 'Max', 'role': 'manager'}")
                        .events())
                .singleElement()
                .isInstanceOfSatisfying(
                        UserEvent.Put.class,
                        user -> assertThat(user.tokenSha256())
                                .as("the old token does not come back")
                                .isNull());
        scenario.given("rotate_user_token", "{'user_id': 'max', 'token_sha256': '%s'}".formatted(HASH));
        scenario.when("a new token", "cancel_media_buy", "{'media_buy_id': 'mb_1', 'reason': 'x'}")
                .refused(ErrorCode.MEDIA_BUY_NOT_FOUND, "/media_buy_id");
    }

    @Test
    void a_user_s_rotated_token_fails_from_the_next_command_on() {
        scenario.when("admin", "update_tenant", "{}").then(Outcome.ACCEPTED);
        scenario.given("rotate_user_token", "{'user_id': 'ada', 'token_sha256': '%s'}".formatted(HASH));

        scenario.when("admin", "update_tenant", "{}").refused(ErrorCode.AUTH_INVALID, "authorization");
        scenario.when("a new token", "update_tenant", "{}").then(Outcome.ACCEPTED);
    }

    @Test
    void the_last_admin_with_a_token_is_neither_deactivated_nor_demoted() {
        String demoted = "{'user_id': 'ada', 'email': 'ada@acme.example', 'name': 'Ada', 'role': 'manager'}";
        scenario.given("put_user", "{'user_id': 'tom', 'email': 'tom@acme.example', 'name': 'Tom', 'role': 'admin'}");
        scenario.when("admin", "deactivate_user", "{'user_id': 'ada'}").refused(ErrorCode.INVALID_STATE, "/user_id");
        scenario.when("admin", "put_user", demoted).refused(ErrorCode.INVALID_STATE, "/role");

        scenario.given("rotate_user_token", "{'user_id': 'tom', 'token_sha256': '%s'}".formatted(HASH));
        scenario.given("put_user", demoted);
        scenario.when("a new token", "deactivate_user", "{'user_id': 'tom'}")
                .refused(ErrorCode.INVALID_STATE, "/user_id");
        scenario.when("a new token", "deactivate_user", "{'user_id': 'ada'}").then(Outcome.ACCEPTED);
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            register_principal | {'principal_id': 'nova', 'name': 'N', 'token_sha256': 'HASH'}   | INVALID_STATE | /principal_id
            register_principal | {'principal_id': 'a b', 'name': 'N', 'token_sha256': 'HASH'}    | INVALID_REQUEST | /principal_id
            register_principal | {'principal_id': 'new', 'name': ' ', 'token_sha256': 'HASH'}    | VALIDATION_ERROR | /name
            register_principal | {'principal_id': 'new', 'name': 'N'}                            | INVALID_REQUEST | /token_sha256
            rotate_principal_token | {'principal_id': 'none', 'token_sha256': 'HASH'}            | REFERENCE_NOT_FOUND | /principal_id
            rotate_principal_token | {'principal_id': 'nova', 'token_sha256': 'HASH', 'revision': 9} | CONFLICT | /revision
            deactivate_principal | {'principal_id': 'none'}                                      | REFERENCE_NOT_FOUND | /principal_id
            deactivate_principal | {'principal_id': 'nova', 'revision': 9}                       | CONFLICT | /revision
            deactivate_user | {'user_id': 'none'}                                                | REFERENCE_NOT_FOUND | /user_id
            deactivate_user | {'user_id': 'max', 'revision': 9}                                  | CONFLICT | /revision
            rotate_user_token | {'user_id': 'none', 'token_sha256': 'HASH'}                      | REFERENCE_NOT_FOUND | /user_id
            rotate_user_token | {'user_id': 'max', 'token_sha256': 'HASH', 'revision': 9}        | CONFLICT | /revision
            rotate_user_token | {'user_id': 'max', 'token_sha256': 'NOVAS'}                      | VALIDATION_ERROR | /token_sha256
            put_user | {'user_id': 'u', 'email': 'nowhere', 'name': 'U', 'role': 'viewer'}       | VALIDATION_ERROR | /email
            put_user | {'user_id': 'u', 'email': 'u@x.example', 'name': 'U', 'role': 'root'}     | INVALID_REQUEST | /role
            put_user | {'user_id': 'u', 'email': 'u@x.example', 'name': 'U', 'role': 'boss'}     | INVALID_REQUEST | /role
            put_user | {'user_id': 'u', 'email': 'u@x.example', 'name': 'U', 'role': 'viewer', 'revision': 3} | CONFLICT | /revision
            update_tenant | {'profile': {'subdomain': 'Acme Media'}}                             | VALIDATION_ERROR | /profile/subdomain
            update_tenant | {'profile': {'virtual_host': 'localhost'}}                           | VALIDATION_ERROR | /profile/virtual_host
            update_tenant | {'profile': {'billing_plan': ' '}}                                   | VALIDATION_ERROR | /profile/billing_plan
            update_tenant | {'profile': {'billing_contact': 'me'}}                               | VALIDATION_ERROR | /profile/billing_contact
            update_tenant | {'profile': {'authorized_emails': ['a@x.example', 'b']}}             | VALIDATION_ERROR | /profile/authorized_emails/1
            update_tenant | {'profile': {'authorized_domains': ['x.example', '-']}}              | VALIDATION_ERROR | /profile/authorized_domains/1
            update_tenant | {'profile': {'order_name_template': '{brand_name'}}                  | VALIDATION_ERROR | /profile/order_name_template
            update_tenant | {'settings': {'approval_mode': 'never'}}                             | INVALID_REQUEST | /settings/approval_mode
            update_tenant | {'settings': {'human_review_required': 'yes'}}                       | INVALID_REQUEST | /settings/human_review_required
            update_tenant | {'name': 'X', 'revision': 1}                                         | CONFLICT | /revision
            """)
    void what_is_wrong_is_refused_with_code_and_field(String command, String payload, ErrorCode code, String field) {
        scenario.when(
                        "admin",
                        command,
                        payload.replace("HASH", HASH)
                                .replace("NOVAS", TokenHash.ofToken("nova").value()))
                .refused(code, field);
    }
}
