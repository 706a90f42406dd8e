package org.buyledger.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Historical;
import org.buyledger.events.Json;
import org.buyledger.events.Role;
import org.buyledger.events.SentBy;
import org.buyledger.events.Topics;
import org.buyledger.events.WireTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;

/** docs/message-formats.md lists every command, event, field, header, topic and error code, and no other. */
class MessageFormatsTest {
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private final Page page = Page.of("message-formats.md");

    MessageFormatsTest() throws IOException {}

    @Test
    void every_command_is_listed_with_who_may_send_it() {
        Map<String, String> expected = new TreeMap<>();
        Command.TYPES.names().forEach(type -> expected.put(shortName(type), senders(type)));

        Map<String, String> listed = new TreeMap<>();
        page.table("commands").forEach(row -> listed.put(row.get(0), row.get(1)));
        assertThat(listed).isEqualTo(expected);
    }

    private static String senders(String type) {
        List<String> roles = rolesOf(type).stream().map(Role::wire).toList();
        return roles.size() == 1 ? roles.getFirst() : "`" + String.join("` or `", roles) + "`";
    }

    /** Who may send a command, one of them at least. */
    static List<Role> rolesOf(String type) {
        Class<? extends Command> kind = Command.TYPES.find(type).orElseThrow();
        SentBy sentBy = kind.getAnnotation(SentBy.class);
        assertThat(sentBy).as(type).isNotNull();
        return List.of(sentBy.value());
    }

    @Test
    void every_event_is_listed() {
        assertThat(page.column("events", 0))
                .containsExactlyInAnyOrderElementsOf(Event.TYPES.names().stream()
                        .map(MessageFormatsTest::shortName)
                        .toList());
    }

    @Test
    void every_version_that_is_no_longer_written_is_listed() {
        assertThat(page.column("older", 0))
                .containsExactlyInAnyOrderElementsOf(Historical.TYPES.names().stream()
                        .map(MessageFormatsTest::shortName)
                        .toList());
    }

    @Test
    void every_error_code_is_listed_with_its_recovery() {
        Map<String, String> expected = new TreeMap<>();
        for (ErrorCode code : ErrorCode.values()) {
            expected.put(code.name(), Json.EVENTS.valueToTree(code.recovery()).asString());
        }

        Map<String, String> listed = new TreeMap<>();
        page.table("errors").forEach(row -> listed.put(row.get(0), row.get(1)));
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    void every_topic_is_listed_with_its_settings() {
        Map<String, List<String>> expected = new TreeMap<>();
        for (Topics.Spec topic : Topics.all()) {
            Map<String, String> settings = new HashMap<>(topic.settings());
            long millis = Long.parseLong(Objects.requireNonNull(settings.remove("retention.ms")));
            String kept = millis < 0 ? "for ever" : Duration.ofMillis(millis).toDays() + " days";
            expected.put(topic.name(), List.of(kept, Objects.requireNonNull(settings.remove("compression.type"))));
            assertThat(settings)
                    .allSatisfy((name, value) -> assertThat(page.text()).contains("`" + name + "=" + value + "`"));
        }

        Map<String, List<String>> listed = new TreeMap<>();
        page.table("topics").forEach(row -> listed.put(row.get(0), List.of(row.get(3), row.get(4))));
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    void every_header_is_named() throws IllegalAccessException {
        for (Field constant : HeaderNames.class.getFields()) {
            assertThat(page.text()).contains("`" + constant.get(null) + "`");
        }
    }

    @Test
    void every_field_of_every_message_is_listed_with_whether_it_must_be_there() {
        Map<String, Class<?>> records = records();

        assertThat(page.names("fields:")).containsExactlyInAnyOrderElementsOf(records.keySet());
        records.forEach((name, record) -> {
            Map<String, Documented> listed = new LinkedHashMap<>();
            page.table(name)
                    .forEach(row ->
                            listed.put(row.get(0), new Documented(row.get(2).equals("yes"), row.get(3))));
            List<Component> components = components(record);
            assertThat(listed.keySet())
                    .as("fields of " + name)
                    .containsExactlyElementsOf(
                            components.stream().map(Component::name).toList());
            components.forEach(component -> component.check(name, listed.get(component.name())));
        });
    }

    /** A row about a field: whether it is said to be there always, and what it means. */
    private record Documented(boolean always, String meaning) {}

    /** A field as it is in JSON. */
    private record Component(String name, Class<?> type, boolean nullable) {

        void check(String owner, @Nullable Documented documented) {
            String what = owner + "." + name;
            assertThat(documented).as(what).isNotNull();
            if (documented == null) {
                return;
            }
            if (!Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type)) {
                assertThat(documented.always())
                        .as("whether it must be there: " + what)
                        .isEqualTo(!nullable);
            }
            // A status has its values above the tables of its slice.
            if (type.isEnum() && !name.equals("status") && !name.equals("code")) {
                for (Object constant : type.getEnumConstants()) {
                    String value = Json.EVENTS.valueToTree(constant).asString();
                    assertThat(documented.meaning()).as("values of " + what).contains("`" + value + "`");
                }
            }
        }
    }

    /** All commands, events and results by their names, and all objects in them by the names of their classes. */
    private static Map<String, Class<?>> records() {
        Map<String, Class<?>> records = new TreeMap<>();
        Command.TYPES
                .names()
                .forEach(type ->
                        records.put(shortName(type), Command.TYPES.find(type).orElseThrow()));
        Event.TYPES
                .names()
                .forEach(type ->
                        records.put(shortName(type), Event.TYPES.find(type).orElseThrow()));
        Historical.TYPES
                .names()
                .forEach(type ->
                        records.put(shortName(type), Historical.TYPES.find(type).orElseThrow()));
        records.put("CommandResult", CommandResult.class);
        Map<String, Class<?>> all = new HashMap<>(records);
        records.values().forEach(record -> addObjectsOf(record, all));
        return new TreeMap<>(all);
    }

    private static void addObjectsOf(Class<?> record, Map<String, Class<?>> all) {
        for (RecordComponent component : record.getRecordComponents()) {
            Class<?> object = recordIn(component.getGenericType());
            // A record with one component is written as that; a command inside an event is in the list already.
            if (object == null || object.getRecordComponents().length == 1 || all.containsValue(object)) {
                continue;
            }
            if (!isUnwrapped(component)) {
                all.put(nestedName(object), object);
            }
            addObjectsOf(object, all);
        }
    }

    private static List<Component> components(Class<?> record) {
        List<Component> components = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            if (isUnwrapped(component)) {
                components.addAll(components(component.getType()));
            } else if (!component.getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
                components.add(new Component(
                        SNAKE_CASE.nameForField(null, null, component.getName()),
                        component.getType(),
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
            }
        }
        return components;
    }

    private static boolean isUnwrapped(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }

    private static @Nullable Class<?> recordIn(Type type) {
        return switch (type) {
            case Class<?> c when c.isRecord() -> c;
            case ParameterizedType list
            when list.getRawType() == List.class -> recordIn(list.getActualTypeArguments()[0]);
            default -> null;
        };
    }

    /** The name of a class with those around it, such as {@code TenantSettings.Change}. */
    private static String nestedName(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String shortName(String type) {
        return type.substring(WireTypes.PREFIX.length());
    }

    @Test
    void the_statuses_of_media_buys_creatives_and_steps_are_listed() {
        List<Class<?>> statuses = List.of(
                org.buyledger.events.mediabuy.MediaBuyStatus.class,
                org.buyledger.events.creative.CreativeStatus.class,
                org.buyledger.events.workflow.StepStatus.class);
        for (Class<?> status : statuses) {
            assertThat(page.text())
                    .contains(Arrays.stream(status.getEnumConstants())
                            .map(constant ->
                                    "`" + Json.EVENTS.valueToTree(constant).asString() + "`")
                            .toList());
        }
    }
}
