package org.buyledger.events.contracts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.buyledger.events.Command;
import org.buyledger.events.CommandResult;
import org.buyledger.events.Event;
import org.buyledger.events.Historical;
import org.buyledger.events.Json;
import org.buyledger.events.WireTypes;
import tools.jackson.databind.json.JsonMapper;

/**
 * One version of one message.
 *
 * @param family what kind of message it is
 * @param name its wire name, such as {@code product.put.v1}
 * @param record the record that it is read as
 */
record Contract(Family family, String name, Class<?> record) {

    /** Kinds of messages; each has a folder of its own. */
    enum Family {
        COMMANDS,
        EVENTS,
        RESULTS;

        JsonMapper mapper() {
            return this == COMMANDS ? Json.COMMANDS : Json.EVENTS;
        }

        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Contract> all() {
        return Stream.of(
                        of(Family.COMMANDS, Command.TYPES),
                        of(Family.EVENTS, Event.TYPES),
                        of(Family.EVENTS, Historical.TYPES),
                        Stream.of(new Contract(Family.RESULTS, shortName(CommandResult.TYPE), CommandResult.class)))
                .flatMap(contracts -> contracts)
                .sorted(Comparator.comparing(Contract::family).thenComparing(Contract::name))
                .toList();
    }

    static List<Contract> of(Family family) {
        return all().stream().filter(contract -> contract.family() == family).toList();
    }

    private static <T> Stream<Contract> of(Family family, WireTypes<T> types) {
        return types.names().stream()
                .map(type ->
                        new Contract(family, shortName(type), types.find(type).orElseThrow()));
    }

    static String shortName(String type) {
        return type.substring(WireTypes.PREFIX.length());
    }

    /** Whether it is no longer written, only read. */
    boolean isHistorical() {
        return Historical.class.isAssignableFrom(record);
    }

    /** The full type name, as {@code ce_type} has it. */
    String type() {
        return WireTypes.PREFIX + name;
    }

    /** Where its schema is, below the folder of all schemas. */
    String schemaFile() {
        return family.folder() + "/" + name + ".schema.json";
    }

    @Override
    public String toString() {
        return name;
    }
}
