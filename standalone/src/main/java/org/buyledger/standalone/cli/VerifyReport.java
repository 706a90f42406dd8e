package org.buyledger.standalone.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.buyledger.events.Json;
import org.buyledger.projector.runner.Withheld;
import org.buyledger.projector.verify.ChainFault;
import org.buyledger.projector.verify.Chains;
import org.buyledger.projector.verify.Difference;
import org.buyledger.projector.verify.TableFindings;
import org.buyledger.projector.verify.TableVerification;
import org.buyledger.standalone.ExitCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code buyledger verify} has found, for people and for programs.
 *
 * @param chains null where they were not looked at
 * @param tables null where they were not compared
 */
record VerifyReport(@Nullable Chains chains, TableVerification.@Nullable Report tables) {

    int exitCode() {
        if (chains != null && !chains.faults().isEmpty()) {
            return ExitCode.CHAIN_BROKEN;
        }
        return tables != null && tables.different() > 0 ? ExitCode.TABLES_DIFFER : ExitCode.OK;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (chains != null) {
            chains(lines, chains);
        }
        if (tables != null) {
            tables(lines, tables);
        }
        return lines;
    }

    private static void chains(List<String> lines, Chains chains) {
        Collection<ChainFault> faults = chains.faults().values();
        if (faults.isEmpty()) {
            lines.add("%s of %s: every chain is whole."
                    .formatted(count(chains.events(), "event"), count(chains.tenants(), "tenant")));
            return;
        }
        List<List<String>> rows = faults.stream()
                .map(fault -> List.of(
                        fault.tenant(),
                        lower(fault.kind()),
                        Long.toString(fault.sequence()),
                        Integer.toString(fault.partition()),
                        Long.toString(fault.offset()),
                        fault.what()))
                .toList();
        lines.addAll(Output.lines(List.of("TENANT", "EVENT IS", "SEQ", "PARTITION", "OFFSET", "WHAT"), rows));
        lines.add("%s of %s: not whole are %s, each from the event on that is named."
                .formatted(
                        count(chains.events(), "event"),
                        count(chains.tenants(), "tenant"),
                        count(faults.size(), "chain")));
        lines.add("Compare the topic with a copy; nothing here can mend it, and a rebuild would believe it.");
    }

    private static void tables(List<String> lines, TableVerification.Report report) {
        List<List<String>> rows = new ArrayList<>();
        report.tables().forEach(table -> table.differences().forEach(difference -> rows.addAll(cells(difference))));
        if (!rows.isEmpty()) {
            lines.addAll(Output.lines(List.of("TABLE", "KEY", "COLUMN", "LIVE", "EXPECTED"), rows));
        }
        Withheld withheld = report.withheld();
        if (!withheld.isEmpty()) {
            lines.add(
                    "Parked: %s of %s. Discarded: %s. Rows were compared without them. Run: buyledger dead-letters list"
                            .formatted(
                                    count(withheld.parked(), "event"),
                                    count(withheld.objects(), "object"),
                                    count(withheld.discarded(), "event")));
        }
        long all = report.tables().stream().mapToLong(TableFindings::rows).sum();
        if (report.different() == 0) {
            lines.add("%s of %s, %s: every row is as the events make it."
                    .formatted(
                            count(all, "row"),
                            count(report.tables().size(), "table"),
                            count(report.events(), "event")));
            return;
        }
        lines.add("%s of %s, %s: not as the events make them are %s."
                .formatted(
                        count(all, "row"),
                        count(report.tables().size(), "table"),
                        count(report.events(), "event"),
                        count(report.different(), "row")));
        report.tables().stream()
                .filter(table -> table.different() > 0)
                .forEach(table -> lines.add("%s: %s. Run: buyledger rebuild --table %s"
                        .formatted(table.table(), count(table.different(), "row"), table.table())));
    }

    /** A line for each column that differs, or one for the row. */
    private static List<List<String>> cells(Difference difference) {
        String key = String.join(" ", difference.key());
        return switch (difference.kind()) {
            case MISSING -> List.of(List.of(difference.table(), key, "", "no row", "a row"));
            case EXTRA -> List.of(List.of(difference.table(), key, "", "a row", "no row"));
            case DIFFERENT ->
                difference.columns().stream()
                        .map(column -> List.of(
                                difference.table(),
                                key,
                                column.name(),
                                Objects.requireNonNullElse(column.live(), "NULL"),
                                Objects.requireNonNullElse(column.expected(), "NULL")))
                        .toList();
        };
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (chains != null) {
            ObjectNode node = json.putObject("chains").put("events", chains.events());
            ArrayNode faults = node.putArray("faults");
            chains.faults()
                    .values()
                    .forEach(fault -> faults.addObject()
                            .put("tenant", fault.tenant())
                            .put("kind", lower(fault.kind()))
                            .put("sequence", fault.sequence())
                            .put("partition", fault.partition())
                            .put("offset", fault.offset())
                            .put("what", fault.what()));
            ArrayNode heads = node.putArray("heads");
            chains.heads()
                    .forEach((tenant, head) -> heads.addObject()
                            .put("tenant", tenant)
                            .put("sequence", head.sequence())
                            .put("hash", head.hash()));
        }
        if (tables != null) {
            json.set("tables", json(tables));
        }
        return json;
    }

    private static ObjectNode json(TableVerification.Report report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("events", report.events());
        ObjectNode position = node.putObject("position");
        report.position().forEach((partition, offset) -> position.put(Integer.toString(partition.partition()), offset));
        node.putObject("dead_letters")
                .put("objects", report.withheld().objects())
                .put("parked", report.withheld().parked())
                .put("discarded", report.withheld().discarded());
        ArrayNode tables = node.putArray("tables");
        for (TableFindings found : report.tables()) {
            ObjectNode table = tables.addObject()
                    .put("table", found.table())
                    .put("rows", found.rows())
                    .put("different", found.different());
            ArrayNode differences = table.putArray("differences");
            found.differences().forEach(difference -> {
                ObjectNode one = differences.addObject().put("kind", lower(difference.kind()));
                one.set("key", Json.EVENTS.valueToTree(difference.key()));
                ArrayNode columns = one.putArray("columns");
                difference
                        .columns()
                        .forEach(column -> columns.addObject()
                                .put("column", column.name())
                                .put("live", column.live())
                                .put("expected", column.expected()));
            });
            if (found.different() > 0) {
                table.put("next", "buyledger rebuild --table " + found.table());
            }
        }
        return node;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String count(long number, String one) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : one + "s");
    }
}
