package org.buyledger.command.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.command.Scenario.ACME;
import static org.buyledger.command.Scenario.acme;
import static org.buyledger.command.Scenario.createMediaBuy;

import org.buyledger.command.Scenario;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.tenancy.TenantEvent;
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

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            register_principal | {'principal_id': 'nova', 'name': 'N', 'token_sha256': 'HASH'}   | INVALID_STATE | /principal_id
            register_principal | {'principal_id': 'a b', 'name': 'N', 'token_sha256': 'HASH'}    | INVALID_REQUEST | /principal_id
            register_principal | {'principal_id': 'new', 'name': ' ', 'token_sha256': 'HASH'}    | VALIDATION_ERROR | /name
            register_principal | {'principal_id': 'new', 'name': 'N'}                            | INVALID_REQUEST | /token_sha256
            rotate_principal_token | {'principal_id': 'none', 'token_sha256': 'HASH'}            | REFERENCE_NOT_FOUND | /principal_id
            rotate_principal_token | {'principal_id': 'nova', 'token_sha256': 'HASH', 'revision': 9} | CONFLICT | /revision
            put_user | {'user_id': 'u', 'email': 'nowhere', 'name': 'U', 'role': 'viewer'}       | VALIDATION_ERROR | /email
            put_user | {'user_id': 'u', 'email': 'u@x.example', 'name': 'U', 'role': 'root'}     | INVALID_REQUEST | /role
            put_user | {'user_id': 'u', 'email': 'u@x.example', 'name': 'U', 'role': 'boss'}     | INVALID_REQUEST | /role
            put_user | {'user_id': 'u', 'email': 'u@x.example', 'name': 'U', 'role': 'viewer', 'revision': 3} | CONFLICT | /revision
            update_tenant | {'settings': {'approval_mode': 'never'}}                             | INVALID_REQUEST | /settings/approval_mode
            update_tenant | {'settings': {'human_review_required': 'yes'}}                       | INVALID_REQUEST | /settings/human_review_required
            update_tenant | {'name': 'X', 'revision': 1}                                         | CONFLICT | /revision
            """)
    void what_is_wrong_is_refused_with_code_and_field(String command, String payload, ErrorCode code, String field) {
        scenario.when("admin", command, payload.replace("HASH", HASH)).refused(code, field);
    }
}
