package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.query.Client.CONTRACT;
import static org.buyledger.query.Fixture.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.buyledger.events.Json;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.query.http.Audience;
import org.buyledger.query.http.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The contract and the service say the same. */
class ContractTest extends ServiceTest {
    /** Whom an operation is for; of a parameter, for which of them alone, or for which form of the answer. */
    private static final String FOR = "x-for";

    private static Set<String> roles(Audience audience) {
        return switch (audience) {
            case MEMBERS -> Set.of("principal", "user");
            case USERS -> Set.of("user");
            case OPERATORS -> Set.of("user", "operator");
            case EVERYBODY -> Set.of("principal", "user", "operator");
        };
    }

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.principal("acme", "nova");
        fixture.user("acme", "ada", UserRole.admin);
        fixture.position("acme", 1);
    }

    private static JsonNode operation(String template) {
        return CONTRACT.document().get("paths").get(template).get("get");
    }

    private static List<JsonNode> parameters(String template, String in) {
        return StreamSupport.stream(operation(template).path("parameters").spliterator(), false)
                .map(CONTRACT::resolved)
                .filter(parameter -> parameter.get("in").stringValue().equals(in))
                .toList();
    }

    static Stream<String> templates() {
        return routes().stream().map(Route::template);
    }

    @Test
    void every_route_is_in_the_contract_for_whom_it_is_and_there_are_no_others() {
        Map<String, Set<String>> documented = new TreeMap<>();
        CONTRACT.document().get("paths").forEachEntry((path, item) -> {
            assertThat(item.has("get")).as(path).isTrue();
            Set<String> roles = new TreeSet<>();
            item.get("get").path(FOR).forEach(role -> roles.add(role.stringValue()));
            assertThat(item.get("get").has("security")).as(path).isEqualTo(roles.isEmpty());
            documented.put(path, roles);
        });
        Map<String, Set<String>> served = new TreeMap<>();
        routes().forEach(route -> served.put(route.template(), roles(route.audience())));
        List.of("/openapi.json", "/openapi.yaml", "/problems/{code}").forEach(page -> served.put(page, Set.of()));

        assertThat(documented).isEqualTo(served);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void what_a_route_takes_is_in_the_contract_and_the_other_way_round(String template) {
        Set<String> roles = roles(routes().stream()
                .filter(route -> route.template().equals(template))
                .findFirst()
                .orElseThrow()
                .audience());
        for (Map.Entry<String, String> caller :
                Map.of("user", "ada", "principal", "nova").entrySet()) {
            if (!roles.contains(caller.getKey())) {
                continue;
            }
            for (String type : CONTRACT.resolved(
                            operation(template).get("responses").get("200"))
                    .get("content")
                    .propertyNames()) {
                Set<String> documented = new TreeSet<>();
                for (JsonNode parameter : parameters(template, "query")) {
                    String only = parameter.path(FOR).stringValue("");
                    if (only.isEmpty() || only.equals(caller.getKey()) || only.equals(type)) {
                        documented.add(parameter.get("name").stringValue());
                    }
                }
                JsonNode refused = client.get(
                                token("acme", caller.getValue()),
                                template.replace("{id}", "x") + "?no_such=1",
                                Map.of("Accept", type))
                        .json();
                Set<String> accepted = new TreeSet<>();
                refused.get("details").get("accepted_values").forEach(name -> accepted.add(name.stringValue()));
                if (type.equals("application/x-ndjson")) {
                    documented.removeAll(Set.of("sort", "max_results", "cursor", "count"));
                }

                assertThat(accepted).as("%s for %s", type, caller.getKey()).isEqualTo(documented);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void the_values_that_a_parameter_takes_are_those_of_the_contract(String template) {
        String user = token("acme", "ada");
        for (JsonNode parameter : parameters(template, "query")) {
            JsonNode schema = CONTRACT.resolved(parameter.get("schema"));
            JsonNode value = schema.has("items") ? CONTRACT.resolved(schema.get("items")) : schema;
            boolean isChoice =
                    value.has("enum") || value.path("type").stringValue("").equals("boolean");
            if (!isChoice) {
                continue;
            }
            List<String> documented = new ArrayList<>();
            if (value.has("enum")) {
                value.get("enum").forEach(one -> documented.add(one.stringValue()));
            } else {
                documented.addAll(List.of("true", "false"));
            }
            JsonNode refused = client.get(
                            user,
                            template.replace("{id}", "x") + "?"
                                    + parameter.get("name").stringValue() + "=no_such")
                    .json();
            List<String> accepted = new ArrayList<>();
            refused.get("details").get("accepted_values").forEach(one -> accepted.add(one.stringValue()));

            assertThat(accepted).as(parameter.toString()).isEqualTo(documented);
        }
    }

    @Test
    void the_contract_is_served_to_everybody_in_both_forms() {
        Client.Reply json = client.get("", "/openapi.json");
        Client.Reply yaml = client.get("", "/openapi.yaml");

        assertThat(json.json())
                .isEqualTo(Json.EVENTS.readTree(CONTRACT.document().toString()));
        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(yaml.body()).startsWith("openapi: 3.1.1\ninfo:\n  title: Buyledger query API\n");
        assertThat(json.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(Json.EVENTS
                        .readTree(client.get("", "/nowhere").body())
                        .get("suggestion")
                        .stringValue())
                .contains("/openapi.json");
    }
}
