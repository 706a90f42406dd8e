package org.buyledger.events.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.buyledger.events.Event;
import org.buyledger.events.Historical;
import org.buyledger.events.SentBy;

/** docs/message-catalogue.md. */
final class CataloguePage {
    private CataloguePage() {}

    static String text() {
        List<String> lines = new ArrayList<>();
        lines.add("""
                # Message catalogue

                Every message and version of it, made from the code by `%s`; what the fields mean is in
                [message formats](message-formats.md), how messages change in [evolving events](evolving-events.md). Each type leads to
                its JSON Schema, which is in the jar of the module `events` too, below `/contracts`. [asyncapi.json](asyncapi.json) has
                the topics and headers for tools that read AsyncAPI.

                ## Commands

                | type | version | sent by | record | fields |
                |---|---|---|---|---|""".formatted(Published.COMMAND));
        Contract.of(Contract.Family.COMMANDS)
                .forEach(command -> lines.add(row(
                        link(command),
                        version(command.name()),
                        sender(command.record()),
                        source(command.record()),
                        fields(command.record()))));
        lines.add("""

                ## Events

                command-service alone writes them, and only the current version of each. Older versions stay in the log and
                are read as today's.

                | type | version | status | subject | record | fields |
                |---|---|---|---|---|---|""");
        Contract.of(Contract.Family.EVENTS)
                .forEach(event -> lines.add(row(
                        link(event),
                        version(event.name()),
                        status(event),
                        subject(event),
                        source(event.record()),
                        fields(event.record()))));
        lines.add("""

                ## Results

                command-service alone writes them, one for each time that a command was sent.

                | type | version | record | fields |
                |---|---|---|---|""");
        Contract.of(Contract.Family.RESULTS)
                .forEach(result -> lines.add(
                        row(link(result), version(result.name()), source(result.record()), fields(result.record()))));
        return String.join("\n", lines) + "\n";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String link(Contract contract) {
        return "[`%s`](../events/%s)"
                .formatted(contract.name().replaceFirst("[.]v\\d+$", ""), Published.schema(contract));
    }

    private static String version(String name) {
        return name.substring(name.lastIndexOf(".v") + 2);
    }

    private static String sender(Class<?> record) {
        SentBy sentBy = record.getAnnotation(SentBy.class);
        return Stream.of(Objects.requireNonNull(sentBy).value())
                .map(role -> "`" + role.wire() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String status(Contract event) {
        return Instances.full(event.record()) instanceof Historical older
                ? "read as `%s`".formatted(Contract.shortName(Event.TYPES.typeOf(older.upcast())))
                : "current";
    }

    private static String subject(Contract event) {
        Object message = Instances.full(event.record());
        Event today = message instanceof Historical older ? older.upcast() : (Event) message;
        return "`" + today.subject().kind() + "`";
    }

    private static String source(Class<?> record) {
        Class<?> outermost = record;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        String name =
                record.getName().substring(record.getPackageName().length() + 1).replace('$', '.');
        return "[`%s`](../events/src/main/java/%s.java)"
                .formatted(name, outermost.getName().replace('.', '/'));
    }

    private static String fields(Class<?> record) {
        String required = names(record, Fields.Field::required);
        String optional = names(record, field -> !field.required());
        String others = Fields.keepsOthers(record) ? "; and others" : "";
        return required
                + (required.isEmpty() || optional.isEmpty() ? "" : "; ")
                + (optional.isEmpty() ? "" : "optional: " + optional)
                + others;
    }

    private static String names(Class<?> record, Predicate<Fields.Field> which) {
        return Fields.of(record).stream()
                .filter(which)
                .map(field -> "`" + field.name().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
    }
}
