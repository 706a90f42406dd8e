package org.buyledger.command.configuration;

import static org.buyledger.command.configuration.AdapterRules.Form.FLAG;
import static org.buyledger.command.configuration.AdapterRules.Form.LIST;
import static org.buyledger.command.configuration.AdapterRules.Form.OBJECT;
import static org.buyledger.command.configuration.AdapterRules.Form.SECRET;
import static org.buyledger.command.configuration.AdapterRules.Form.TEXT;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Json;
import org.buyledger.events.configuration.AdapterConfig;
import org.buyledger.events.configuration.AdapterType;
import tools.jackson.databind.JsonNode;

/** Which settings each ad server has, which of them it needs, and which hold secrets. */
final class AdapterRules {
    private static final String FIELD = "/settings";

    private AdapterRules() {}

    /** What a setting looks like. */
    enum Form {
        TEXT("a string that is not empty"),
        /** A reference to a secret. */
        SECRET("a string"),
        FLAG("true or false"),
        LIST("a list of strings"),
        OBJECT("an object");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        boolean fits(JsonNode value) {
            return switch (this) {
                case TEXT -> value.isString() && !value.stringValue().isBlank();
                case SECRET -> value.isString();
                case FLAG -> value.isBoolean();
                case LIST ->
                    value.isArray()
                            && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isString);
                case OBJECT -> value.isObject();
            };
        }
    }

    /** The settings that an ad server needs, and all that it takes. */
    private record Settings(Map<String, Form> needed, Map<String, Form> all) {
        static Settings of(Map<String, Form> needed, Map<String, Form> taken) {
            Map<String, Form> all = new HashMap<>(needed);
            all.putAll(taken);
            return new Settings(needed, Map.copyOf(all));
        }
    }

    private static final Settings MOCK = Settings.of(Map.of(), Map.of("dry_run", FLAG));
    private static final Settings GOOGLE_AD_MANAGER = Settings.of(
            Map.of("network_code", TEXT),
            Map.ofEntries(
                    Map.entry("refresh_token", SECRET),
                    Map.entry("service_account_json", SECRET),
                    Map.entry("service_account_email", TEXT),
                    Map.entry("trafficker_id", TEXT),
                    Map.entry("network_currency", TEXT),
                    Map.entry("secondary_currencies", LIST),
                    Map.entry("network_timezone", TEXT),
                    Map.entry("order_name_template", TEXT),
                    Map.entry("line_item_name_template", TEXT),
                    Map.entry("custom_targeting_keys", OBJECT),
                    Map.entry("axe_include_key", TEXT),
                    Map.entry("axe_exclude_key", TEXT),
                    Map.entry("axe_macro_key", TEXT)));
    private static final Settings NETWORK = Settings.of(Map.of("network_id", TEXT, "api_key", SECRET), Map.of());
    private static final Settings TRITON = Settings.of(Map.of("station_id", TEXT, "api_key", SECRET), Map.of());
    private static final Settings XANDR =
            Settings.of(Map.of("member_id", TEXT, "username", TEXT, "password", SECRET), Map.of());

    private static Settings of(AdapterType type) {
        return switch (type) {
            case MOCK -> MOCK;
            case GOOGLE_AD_MANAGER -> GOOGLE_AD_MANAGER;
            case KEVEL, BROADSTREET -> NETWORK;
            case TRITON -> TRITON;
            case XANDR -> XANDR;
        };
    }

    static void check(Findings found, AdapterConfig adapter) {
        String name = Json.EVENTS.valueToTree(adapter.adapterType()).asString();
        Settings settings = of(adapter.adapterType());
        adapter.settings().forEach((key, value) -> check(found, name, settings.all(), key, value));
        settings.needed().keySet().stream()
                .sorted()
                .filter(key -> !adapter.settings().containsKey(key))
                .forEach(key -> found.add(
                        ErrorCode.VALIDATION_ERROR,
                        FIELD + "/" + key,
                        "The adapter " + name + " needs the setting " + key + ".",
                        "Give it."));
        if (adapter.adapterType() == AdapterType.GOOGLE_AD_MANAGER
                && adapter.settings().containsKey("refresh_token")
                        == adapter.settings().containsKey("service_account_json")) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    FIELD,
                    "The adapter " + name + " signs in with a refresh token or as a service account.",
                    "Give either refresh_token or service_account_json.");
        }
    }

    private static void check(Findings found, String adapter, Map<String, Form> known, String key, JsonNode value) {
        String field = FIELD + "/" + key.replace("~", "~0").replace("/", "~1");
        Form form = known.get(key);
        if (form == null) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "The adapter %s has no setting of that name.".formatted(adapter),
                    "It takes: "
                            + String.join(", ", known.keySet().stream().sorted().toList()) + ".");
        } else if (!form.fits(value)) {
            found.add(
                    ErrorCode.VALIDATION_ERROR,
                    field,
                    "The setting %s is %s.".formatted(key, form.words),
                    "Correct the value.");
        } else if (form == SECRET) {
            Secrets.checkReference(found, field, value.stringValue());
        }
    }
}
