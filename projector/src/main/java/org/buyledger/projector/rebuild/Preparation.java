package org.buyledger.projector.rebuild;

import static org.buyledger.migrations.jooq.Tables.REBUILDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Standing;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.jooq.enums.RebuildState;
import org.buyledger.projector.runner.AuditMonths;
import org.buyledger.projector.runner.Projection;
import org.jooq.Record;

/** Looks whether a rebuild can be done, and what it would do. Changes nothing. */
final class Preparation {
    /** For a first guess, on two cores with everything on them. */
    private static final long USUAL_PER_SECOND = 30_000;

    private static final long BYTES_OF_AN_EVENT = 2_000;

    private final Database live;
    private final Supplier<Consumer<byte[], byte[]>> events;
    private final List<Projection<?>> all;
    private final Migrator migrator;

    Preparation(Database live, Supplier<Consumer<byte[], byte[]>> events, List<Projection<?>> all, Migrator migrator) {
        this.live = live;
        this.events = events;
        this.all = all;
        this.migrator = migrator;
    }

    /** The projections of some tables, in their order; all where none is named. */
    List<Projection<?>> projections(Collection<String> tables) throws Refused {
        List<String> known = names(all);
        Set<String> unknown = new TreeSet<>(tables);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new Refused("%s is no table that is made from the events. There are: %s.%s"
                    .formatted(
                            String.join(", ", unknown),
                            String.join(", ", known),
                            unknown.contains("command_results")
                                    ? " command_results comes from the results topic, which is kept for days: a rebuild leaves it as it is."
                                    : ""));
        }
        return tables.isEmpty()
                ? all
                : all.stream()
                        .filter(one -> tables.contains(one.table().getName()))
                        .toList();
    }

    static List<String> names(List<Projection<?>> projections) {
        return projections.stream().map(one -> one.table().getName()).toList();
    }

    /** Refuses where the schema is not what this version needs. */
    void checkSchema() throws Refused {
        List<Revision> missing = migrator.pending();
        if (!missing.isEmpty()) {
            throw new Refused("The schema lacks %d revision(s): %s. Run: buyledger migrate upgrade head"
                    .formatted(
                            missing.size(),
                            String.join(
                                    ", ",
                                    missing.stream().map(Revision::toString).toList())));
        }
        Standing standing = migrator.standing();
        if (!standing.unknown().isEmpty() || !standing.failed().isEmpty()) {
            throw new Refused(
                    "The schema has revisions that this version does not know, or that failed half-way: run `buyledger migrate current`, and rebuild with the version that knows them.");
        }
    }

    /** A month that was detached would be in the way of the one that is made again. */
    void checkMonths(Collection<String> tables) throws Refused {
        if (!tables.contains(AuditMonths.TABLE)) {
            return;
        }
        List<String> detached = live.readOnly(sql -> sql.fetch(
                        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
                                + " AND NOT relispartition AND relname ~ ? ORDER BY 1",
                        "^" + AuditMonths.TABLE + "_\\d{4}_\\d{2}$")
                .map((Record row) -> row.get(0, String.class)));
        if (!detached.isEmpty()) {
            throw new Refused(
                    "%s is detached from %s, and a rebuild makes all months again. Attach it, rename it or move it to another schema; or rebuild other tables with --table."
                            .formatted(String.join(", ", detached), AuditMonths.TABLE));
        }
    }

    /** Reads how much there is; refuses where it is not all there. */
    EventsTopic.Extent extent() throws Refused {
        try (Consumer<byte[], byte[]> consumer = events.get()) {
            EventsTopic.Extent extent = EventsTopic.extent(consumer);
            List<String> cut = new ArrayList<>();
            extent.begins().forEach((partition, begin) -> {
                if (begin > 0) {
                    cut.add("partition %d at %d".formatted(partition, begin));
                }
            });
            if (!cut.isEmpty()) {
                throw new Refused(
                        "%s does not begin at offset 0 (%s): records were deleted, or the topic has a retention. The tables have what they said, a rebuild would not. Restore Kafka from a backup; nothing was changed here."
                                .formatted(Topics.EVENTS, String.join(", ", cut)));
            }
            return extent;
        } catch (UnknownTopicOrPartitionException e) {
            throw new Refused("There is no topic %s. Run: buyledger topics".formatted(Topics.EVENTS));
        }
    }

    /** What would be done. */
    Plan plan(List<Projection<?>> projections, EventsTopic.Extent extent) {
        List<String> tables = names(projections);
        List<Plan.TableSize> sizes = live.readOnly(sql -> tables.stream()
                .map(table -> {
                    Record size = sql.fetchSingle("""
                            SELECT coalesce(sum(greatest(c.reltuples, 0)) FILTER (WHERE c.relkind = 'r'), 0)::bigint,
                                coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
                            FROM pg_partition_tree(?::regclass) t JOIN pg_class c ON c.oid = t.relid""", table);
                    return new Plan.TableSize(table, size.get(0, Long.class), size.get(1, Long.class));
                })
                .toList());
        long bytes = sizes.stream().mapToLong(Plan.TableSize::bytes).sum();
        // Tables that were emptied, or never filled.
        long least = tables.contains(AuditMonths.TABLE) ? extent.total() * BYTES_OF_AN_EVENT / 2 : 0;
        Long perSecond = lastRate(tables);
        return new Plan(
                sizes,
                extent.total(),
                Math.ceilDiv(extent.total(), perSecond == null ? USUAL_PER_SECOND : perSecond),
                Math.max(bytes, least),
                perSecond != null,
                new TreeMap<>(extent.ends()));
    }

    private @org.jspecify.annotations.Nullable Long lastRate(List<String> tables) {
        return live.readOnly(sql -> sql
                .selectFrom(REBUILDS)
                .where(REBUILDS.STATE.eq(RebuildState.done))
                .and(REBUILDS.EVENTS_DONE.ge(1000L))
                .orderBy(REBUILDS.STARTED_AT.desc())
                .fetch()
                .stream()
                .filter(row -> Set.of(row.getTables()).equals(new LinkedHashSet<>(tables)))
                .findFirst()
                .map(row -> Math.max(
                        1,
                        row.getEventsDone()
                                * 1000
                                / Math.max(
                                        1,
                                        Duration.between(row.getStartedAt(), row.getFinishedAt())
                                                .toMillis())))
                .orElse(null));
    }

    /** Refuses where the server's disk can be seen from here and is too small. */
    void checkSpace(Plan plan) throws Refused {
        Path data = live.readOnly(sql -> {
            boolean may = sql.fetchSingle("SELECT pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')")
                    .get(0, Boolean.class);
            return may ? Path.of(sql.fetchSingle("SHOW data_directory").get(0, String.class)) : null;
        });
        if (data == null || !Files.isDirectory(data)) {
            return;
        }
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            if (free < plan.bytes()) {
                throw new Refused(
                        "The new tables take about %d MB beside the old ones, and the disk of %s has %d MB left. Make room, or rebuild tables one after another with --table."
                                .formatted(plan.bytes() >> 20, data, free >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
