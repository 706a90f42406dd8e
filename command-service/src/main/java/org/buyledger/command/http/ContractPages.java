package org.buyledger.command.http;

import java.util.Map;
import java.util.Optional;
import org.buyledger.operations.OpenApi;

/** The contract of this port, for everybody. */
final class ContractPages {
    /** Also for pages of other origins, which show it. */
    private static final Map<String, String> HEADERS =
            Map.of("Cache-Control", "public, max-age=3600", "Access-Control-Allow-Origin", "*");

    private ContractPages() {}

    /** Joined when somebody asks for it. */
    private static final class Contract {
        private static final OpenApi OPEN_API = OpenApi.of("openapi/commands");
        static final Reply JSON = new Reply(200, "application/json", OPEN_API.json(), HEADERS);
        static final Reply YAML = new Reply(200, "application/yaml", OPEN_API.yaml(), HEADERS);
    }

    /** The page at a path, if there is one. */
    static Optional<Reply> page(String path) {
        return switch (path) {
            case "/openapi.json" -> Optional.of(Contract.JSON);
            case "/openapi.yaml" -> Optional.of(Contract.YAML);
            default -> Optional.empty();
        };
    }
}
