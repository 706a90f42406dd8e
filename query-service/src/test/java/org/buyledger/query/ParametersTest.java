package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Fixture.T0;
import static org.buyledger.query.Fixture.token;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.buyledger.migrations.jooq.enums.MediaBuyStatus;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.migrations.jooq.enums.WorkflowStepType;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ParametersTest extends ServiceTest {
    private static final String URSULA = token("acme", "ursula");

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.user("acme", "ursula", UserRole.viewer);
        for (String principal : List.of("nova", "orion")) {
            fixture.principal("acme", principal);
            fixture.creative("acme", principal, "shared", row -> {});
        }
        fixture.creative("acme", "nova", "with/slash ü+;", row -> {
            row.setFormatKind(null);
            row.setFormatId(JSONB.jsonb("{\"agent_url\": \"https://formats.example\", \"id\": \"display_300x250\"}"));
        });
        fixture.mediaBuy("acme", "nova", "mb_1", row -> row.setUpdatedAt(T0.plusSeconds(1)));
        fixture.mediaBuy("acme", "nova", "mb_2", row -> {
            row.setUpdatedAt(T0.plusSeconds(2));
            row.setStatus(MediaBuyStatus.paused);
            row.setPaused(true);
            row.setPriority(9);
            row.setEndTime(Instant.parse("2026-12-10T00:00:00Z"));
            row.setStartTime(Instant.parse("2026-12-03T00:00:00Z"));
        });
        fixture.mediaBuy("acme", "orion", "mb_3", row -> {
            row.setUpdatedAt(T0.plusSeconds(3));
            row.setStatus(MediaBuyStatus.completed);
            row.setBudget(new BigDecimal("9000"));
            row.setBrandDomain("orion.example");
            row.setAccount(JSONB.jsonb("{\"account_id\": \"acct_orion\"}"));
            row.setPoNumber("PO-3");
        });
        fixture.step("acme", "nova", "step_1", row -> {});
        fixture.step("acme", "nova", "step_2", row -> {
            row.setStepType(WorkflowStepType.creative_approval);
            row.setObjectType("creative");
            row.setObjectId("nova/shared");
        });
        fixture.event("acme", 1, row -> {});
        fixture.event("acme", 2, row -> {
            row.setType("org.buyledger.media_buy.completed.v1");
            row.setActor("user:ursula");
            row.setCausationId("cause");
            row.setCorrelationId("corr");
            row.setObjectId("mb_2");
        });
    }

    private List<String> ids(String path, String member, String id) {
        Client.Reply reply = client.get(URSULA, path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        for (JsonNode item : reply.json().get(member)) {
            ids.add(item.get(id).asString());
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            status=active                                | mb_1
            status=active,completed                      | mb_3 mb_1
            status=active%2Cpaused                       | mb_2 mb_1
            principal_id=orion                           | mb_3
            principal_id=nobody                          | ''
            media_buy_id=mb_3,mb_1,other                 | mb_3 mb_1
            updated_at[gte]=2026-11-01T10:00:02Z         | mb_3 mb_2
            updated_at%5Blt%5D=2026-11-01T10:00:02Z      | mb_1
            updated_at[gte]=2026-11-01T11:00:02%2B01:00&updated_at[lt]=2026-11-01T10:00:03Z | mb_2
            status=paused&principal_id=nova              | mb_2
            brand_domain=orion.example                   | mb_3
            account_id=acct_orion                        | mb_3
            account_id=acct_orion&principal_id=nova      | ''
            po_number=PO-3                               | mb_3
            start_time[gte]=2026-12-02T00:00:00Z         | mb_2
            start_time[lt]=2026-12-02T00:00:00Z&brand_domain=nova.example | mb_1
            sort=-priority                               | mb_2 mb_3 mb_1
            sort=priority                                | mb_1 mb_3 mb_2
            sort=start_time                              | mb_1 mb_3 mb_2
            sort=-start_time                             | mb_2 mb_3 mb_1
            sort=updated_at                              | mb_1 mb_2 mb_3
            sort=-budget                                 | mb_3 mb_2 mb_1
            sort=budget&status=completed,active          | mb_1 mb_3
            end_time[lt]=2026-12-11T00:00:00Z            | mb_2
            sort=-updated_at                             | mb_3 mb_2 mb_1
            """)
    void media_buys_are_filtered_and_sorted(String query, String expected) {
        assertThat(String.join(
                        " ",
                        ids(
                                "/v1/media-buys?"
                                        + query.strip().replace("[", "%5B").replace("]", "%5D"),
                                "media_buys",
                                "media_buy_id")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            format=display_300x250                       | with/slash ü+;
            format=image&principal_id=orion              | shared
            format=video                                 | ''
            q=SLASH%20%C3%9C                             | with/slash ü+;
            q=shared&principal_id=orion                  | shared
            q=%25                                        | ''
            q=e_shared                                   | ''
            """)
    void creatives_are_filtered(String query, String expected) {
        assertThat(String.join(" ", ids("/v1/creatives?" + query.strip(), "creatives", "creative_id")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step_type=creative_approval                  | step_2
            object_type=media_buy&object_id=mb_1         | step_1
            object_type=creative&object_id=nova/shared   | step_2
            status=requires_approval&step_type=media_buy_creation | step_1
            """)
    void workflow_steps_are_filtered(String query, String expected) {
        assertThat(ids("/v1/workflow-steps?" + query.strip(), "workflow_steps", "step_id"))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                           | 2 1
            sort=sequence                                | 1 2
            object_id=mb_2                               | 2
            object_type=media_buy&object_id=mb_1         | 1
            object_type=creative                         | ''
            actor=user:ursula                            | 2
            type=org.buyledger.media_buy.started.v1      | 1
            causation_id=cause                           | 2
            correlation_id=corr                          | 2
            occurred_at%5Bgte%5D=2026-11-01T10:00:02Z    | 2
            occurred_at%5Blt%5D=2026-11-01T10:00:02Z     | 1
            """)
    void the_audit_log_is_filtered_and_sorted(String query, String expected) {
        assertThat(String.join(" ", ids("/v1/audit-log?" + query.strip(), "entries", "sequence")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/media-buys?color=red            | color            | status
            /v1/media-buys?Status=active        | Status           | status
            /v1/media-buys?status=nice          | status           | pending_approval
            /v1/media-buys?status=active,,paused | status          | -
            /v1/media-buys?status=              | status           | -
            /v1/media-buys?status=active&status=paused | status    | -
            /v1/media-buys?sort=created_at      | sort             | -updated_at
            /v1/media-buys?include=history      | include          | workflow
            /v1/campaign-notes?author=ada       | author           | media_buy_id
            /v1/media-buys?max_results=0        | max_results      | -
            /v1/media-buys?max_results=101      | max_results      | -
            /v1/media-buys?max_results=ten      | max_results      | -
            /v1/media-buys?updated_at%5Bgte%5D=2026-11-01 | updated_at[gte] | -
            /v1/media-buys?updated_at%5Bgte%5D=2026-11-01T10:00:00+01:00 | updated_at[gte] | -
            /v1/media-buys?updated_at%5Beq%5D=2026-11-01T10:00:00Z | updated_at[eq] | updated_at[gte]
            /v1/media-buys/mb_1?include=x       | include          | packages
            /v1/media-buys/mb_1?includes=x      | includes         | include
            /v1/media-buys/not-there?includes=x | includes         | include
            /v1/users?deactivated=1             | deactivated      | true
            /v1/strategies?sort=name            | sort             | strategy_id
            /v1/commands?outcome=lost           | outcome          | submitted
            /v1/creatives?status=active         | status           | approved
            /v1/workflow-steps?step_type=x      | step_type        | media_buy_update
            /v1/products?sort=-product_id       | sort             | product_id
            /v1/products?status=active          | status           | max_results
            /v1/audit-log?type=media_buy        | type             | org.buyledger.media_buy.created.v1
            /v1/audit-log?sort=updated_at       | sort             | -sequence
            /v1/commands/x?wait=1               | wait             | -
            """)
    void what_is_not_accepted_is_refused_by_name(String path, String parameter, String accepted) {
        Client.Reply reply = client.get(URSULA, path.strip());

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        JsonNode issue = reply.json().get("issues").get(0);
        assertThat(issue.get("parameter").stringValue()).isEqualTo(parameter);
        assertThat(issue.get("message").stringValue()).contains(parameter);
        if (!accepted.equals("-")) {
            assertThat(reply.json().get("details").get("accepted_values").toString())
                    .contains('"' + accepted + '"');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=%ZZ", "?status=%FF", "?status=a%00b", "?%00=a", "?status=%"})
    void a_damaged_query_string_is_refused(String query) throws Exception {
        assertThat(RawHttp.get(service.port(), "/v1/media-buys" + query, URSULA))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void brackets_may_stand_as_they_are() throws Exception {
        assertThat(RawHttp.get(service.port(), "/v1/media-buys?updated_at[gte]=2026-11-01T10:00:03Z", URSULA))
                .startsWith("HTTP/1.1 200")
                .contains("mb_3")
                .doesNotContain("mb_2");
    }

    @Test
    void a_hundred_ids_are_accepted_and_no_more() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "mb_" + i).collect(Collectors.joining(","));

        assertThat(ids("/v1/media-buys?media_buy_id=" + hundred, "media_buys", "media_buy_id"))
                .containsExactly("mb_3", "mb_2", "mb_1");
        Client.Reply reply = client.get(URSULA, "/v1/media-buys?media_buy_id=" + hundred + ",mb_101");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("101");
    }

    @Test
    void a_creative_of_two_buyers_needs_the_principal_from_a_user() {
        Client.Reply both = client.get(URSULA, "/v1/creatives/shared");
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.json().get("issues").get(0).get("parameter").stringValue())
                .isEqualTo("principal_id");
        assertThat(both.json().get("details").get("accepted_values").toString()).isEqualTo("[\"nova\",\"orion\"]");

        assertThat(client.get(URSULA, "/v1/creatives/shared?principal_id=orion")
                        .json()
                        .get("principal_id")
                        .stringValue())
                .isEqualTo("orion");
        assertThat(client.get(token("acme", "nova"), "/v1/creatives/shared")
                        .json()
                        .get("principal_id")
                        .stringValue())
                .isEqualTo("nova");
    }

    @Test
    void an_id_may_hold_any_character() {
        assertThat(client.get(URSULA, "/v1/creatives/with%2Fslash%20%C3%BC+%3B")
                        .json()
                        .get("creative_id")
                        .stringValue())
                .isEqualTo("with/slash ü+;");
    }
}
