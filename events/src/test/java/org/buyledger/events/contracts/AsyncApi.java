package org.buyledger.events.contracts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** docs/asyncapi.json: the topics, their settings, headers and payloads, as AsyncAPI 3.0. */
final class AsyncApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String KAFKA_BINDING = "0.5.0";

    private final ObjectNode document = JSON.objectNode();
    private final ObjectNode messages = JSON.objectNode();
    private final ObjectNode schemas = JSON.objectNode();

    private AsyncApi() {}

    static ObjectNode document() {
        return new AsyncApi().of(Channel.ALL);
    }

    private ObjectNode of(List<Channel> all) {
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info")
                .put("title", "Buyledger")
                .put("version", "1.0.0")
                .put("description", "The back end of an advertising sales agent. In words: message-formats.md.");
        info.putObject("license").put("name", "Apache-2.0");
        document.put("defaultContentType", HeaderNames.JSON);
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Channel channel : all) {
            schemas.set(headersOf(channel), headers(channel));
            channels.set(channel.name(), channel(channel));
            String name = channel.name();
            operations
                    .putObject(channel.action() + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                    .put("action", channel.action())
                    .set("channel", reference("#/channels/" + name));
        }
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas);
        return document;
    }

    private ObjectNode channel(Channel channel) {
        ObjectNode json = JSON.objectNode().put("address", channel.topic()).put("description", channel.description());
        ObjectNode own = json.putObject("messages");
        if (channel.family() == null) {
            add(own, "dead_letter", message(channel).put("contentType", "application/octet-stream"));
        } else {
            for (Contract contract : Contract.of(channel.family())) {
                add(own, contract.name(), message(channel, contract));
            }
        }
        ObjectNode kafka = json.putObject("bindings").putObject("kafka");
        kafka.put("topic", channel.topic()).set("topicConfiguration", settings(channel.topic()));
        kafka.put("bindingVersion", KAFKA_BINDING);
        return json;
    }

    private void add(ObjectNode own, String name, ObjectNode message) {
        messages.set(name, message);
        own.set(name, reference("#/components/messages/" + name));
    }

    private static ObjectNode message(Channel channel, Contract contract) {
        ObjectNode message = message(channel).put("name", contract.type());
        ObjectNode type = JSON.objectNode();
        type.putObject("properties").putObject(HeaderNames.TYPE).put("const", contract.type());
        ObjectNode headers = message.putObject("headers");
        headers.putArray("allOf")
                .add(reference("#/components/schemas/" + headersOf(channel)))
                .add(type);
        message.set("payload", reference("../events/" + Published.schema(contract)));
        return message;
    }

    private static ObjectNode message(Channel channel) {
        ObjectNode message = JSON.objectNode();
        message.set("headers", reference("#/components/schemas/" + headersOf(channel)));
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", "the tenant's id");
        kafka.put("bindingVersion", KAFKA_BINDING);
        return message;
    }

    private static ObjectNode settings(String topic) {
        Map<String, String> settings = Topics.all().stream()
                .filter(spec -> spec.name().equals(topic))
                .findFirst()
                .orElseThrow()
                .settings();
        ObjectNode json = JSON.objectNode();
        json.putArray("cleanup.policy").add(settings.get("cleanup.policy"));
        for (String name : List.of("retention.ms", "retention.bytes", "max.message.bytes")) {
            json.put(name, Long.parseLong(Objects.requireNonNull(settings.get(name))));
        }
        return json;
    }

    private static String headersOf(Channel channel) {
        return channel.name() + "Headers";
    }

    private static ObjectNode headers(Channel channel) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        channel.headers()
                .forEach(header -> properties
                        .putObject(header.name())
                        .put("type", "string")
                        .put("description", header.description()));
        channel.headers().stream()
                .filter(Channel.Header::required)
                .map(Channel.Header::name)
                .forEach(schema.putArray("required")::add);
        return schema;
    }

    private static ObjectNode reference(String target) {
        return JSON.objectNode().put("$ref", target);
    }
}
