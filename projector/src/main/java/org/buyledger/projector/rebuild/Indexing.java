package org.buyledger.projector.rebuild;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.catalogue.Blueprint;
import org.buyledger.migrations.catalogue.Blueprint.Index;
import org.jooq.Record;

/** Makes keys and indexes over rows that are there, two at a time, and what else the tables lack. */
final class Indexing {
    static final int AT_ONCE = 2;

    private final Database candidate;
    private final RunProgress progress;

    Indexing(Database candidate, RunProgress progress) {
        this.candidate = candidate;
        this.progress = progress;
    }

    /** Makes all of it, and tells the planner about the rows. */
    void run(Blueprint blueprint, List<String> tables) throws RebuildFailed {
        List<String> indexes = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Index index : blueprint.indexes()) {
            if (index.isPrimaryKey()) {
                List<String> parts = partitions(index.table());
                // The key of a table that has parts finds those of its parts, and takes them.
                parts.forEach(part -> key(part, part + "_pkey", index.columns(), indexes, keys));
                if (isPartitioned(index.table())) {
                    keys.add(index.statement());
                } else {
                    key(index.table(), index.name(), index.columns(), indexes, keys);
                }
            } else {
                indexes.add(index.statement());
            }
        }
        List<String> analyses = tables.stream().map(Indexing::analysis).toList();
        List<String> last = new ArrayList<>(blueprint.foreignKeys());
        last.addAll(blueprint.rest());
        progress.begin(Phase.INDEXING, indexes.size() + keys.size() + analyses.size() + last.size());
        together(indexes);
        keys.forEach(this::execute);
        together(analyses);
        last.forEach(this::execute);
    }

    /** Without the payload, as the months have it. */
    private static String analysis(String table) {
        return table.equals(AUDIT_LOGS.getName())
                ? Arrays.stream(AUDIT_LOGS.fields())
                        .filter(column -> !column.equals(AUDIT_LOGS.PAYLOAD))
                        .map(column -> '"' + column.getName() + '"')
                        .collect(Collectors.joining(", ", "ANALYZE audit_logs (", ")"))
                : "ANALYZE \"%s\"".formatted(table);
    }

    private static void key(String table, String name, String columns, List<String> indexes, List<String> keys) {
        indexes.add("CREATE UNIQUE INDEX %s ON %s %s".formatted(name, table, columns));
        keys.add("ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY USING INDEX %s".formatted(table, name, name));
    }

    private boolean isPartitioned(String table) {
        return candidate.readOnly(
                sql -> !sql.fetch("SELECT FROM pg_partitioned_table WHERE partrelid = ?::regclass", table)
                        .isEmpty());
    }

    private List<String> partitions(String table) {
        return candidate.readOnly(sql -> sql.fetch(
                        "SELECT quote_ident(c.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                                + " WHERE i.inhparent = ?::regclass ORDER BY 1",
                        table)
                .map((Record row) -> row.get(0, String.class)));
    }

    private void together(List<String> statements) throws RebuildFailed {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("rebuild-index-", 0).factory())) {
            List<Future<?>> all = new ArrayList<>();
            statements.forEach(statement -> all.add(threads.submit(() -> execute(statement))));
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunProgress.Stopped();
        }
    }

    private void execute(String statement) {
        progress.check();
        candidate.transaction(sql -> {
            sql.execute("SET LOCAL maintenance_work_mem = '128MB'; SET LOCAL max_parallel_maintenance_workers = 0;"
                    + " SET LOCAL synchronous_commit = off");
            sql.connection(connection -> {
                // As it is: jOOQ would look for its own signs in it.
                try (java.sql.Statement plain = connection.createStatement()) {
                    plain.execute(statement);
                }
            });
            return null;
        });
        progress.step();
    }
}
