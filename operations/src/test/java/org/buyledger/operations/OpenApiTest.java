package org.buyledger.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OpenApiTest {
    @Test
    void files_are_joined_operations_get_their_traits_and_schemas_of_files_are_taken_in() {
        OpenApi api = OpenApi.of("joined");

        assertThat(api.document()).isEqualTo(JsonMapper.shared().readTree("""
                {"openapi": "3.1.1",
                 "paths": {
                   "/buys": {"get": {
                     "parameters": [{"name": "status", "in": "query"}, {"name": "page", "in": "query"}],
                     "responses": {"200": {"description": "Buys", "headers": {"Link": {"schema": {"type": "string"}}}}}}},
                   "/steps": {"get": {"responses": {"200": {"description": "Steps: those that wait"}}}}},
                 "components": {"schemas": {
                   "Whole": {"type": "object", "properties": {"name": {"type": "string"}}},
                   "Part": {"type": "string", "description": "Here another"},
                   "Amount": {"type": "string", "pattern": "^[0-9]+$"}}}}"""));
        assertThat(JsonMapper.shared().readTree(api.json())).isEqualTo(api.document());
        assertThat(new YAMLMapper().readTree(api.yaml())).isEqualTo(api.document());
        assertThat(new String(api.yaml(), StandardCharsets.UTF_8)).startsWith("openapi: 3.1.1\n");
    }

    @Test
    void two_files_do_not_say_the_same() {
        assertThatThrownBy(() -> OpenApi.of("torn"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/components/schemas/Amount/type");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> OpenApi.of("nowhere")).hasMessageContaining("nowhere/openapi.yaml");
    }
}
