package org.buyledger.query.http;

import java.util.Map;
import java.util.Optional;
import org.buyledger.operations.OpenApi;

/** The contract of this API, for everybody. */
final class ContractPages {
    static final String JSON = "/openapi.json";
    static final String YAML = "/openapi.yaml";

    /** Also for pages of other origins, which show it. */
    private static final Map<String, String> HEADERS =
            Map.of("Cache-Control", ProblemPages.FOR_AN_HOUR, "Access-Control-Allow-Origin", "*");

    private ContractPages() {}

    /** Joined when somebody asks for it. */
    private static final class Contract {
        private static final OpenApi OPEN_API = OpenApi.of("openapi/query");
        static final Answer JSON = answer("application/json", OPEN_API.json());
        static final Answer YAML = answer("application/yaml", OPEN_API.yaml());

        private static Answer answer(String type, byte[] content) {
            return new Answer(200, new Bytes(type, content), HEADERS);
        }
    }

    /** The page at a path, if there is one. */
    static Optional<Answer> page(String path) {
        return switch (path) {
            case JSON -> Optional.of(Contract.JSON);
            case YAML -> Optional.of(Contract.YAML);
            default -> Optional.empty();
        };
    }
}
