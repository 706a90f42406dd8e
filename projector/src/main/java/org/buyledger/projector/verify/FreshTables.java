package org.buyledger.projector.verify;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.buyledger.projector.runner.Projection;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * The read tables once more, in a schema beside the live one: with the same columns and primary keys, and nothing else. They
 * are not logged, so that a crash of the server empties them.
 */
final class FreshTables {
    private final String live;
    private final String schema;
    private final List<Projection<?>> projections;

    /** @param live the schema of the tables that are read */
    FreshTables(String live, List<Projection<?>> projections) {
        this.live = live;
        this.projections = projections;
        schema = live + "_verify";
    }

    /** The schema's name. */
    String schema() {
        return schema;
    }

    /**
     * Keeps others from the schema as long as the transaction lasts. It should do nothing else: then it holds no snapshot.
     *
     * @throws CannotVerify when somebody has it
     */
    void lock(DSLContext sql) {
        sql.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        boolean mine = Boolean.TRUE.equals(sql.fetchSingle("SELECT pg_try_advisory_xact_lock(hashtext(?))", schema)
                .get(0, Boolean.class));
        if (!mine) {
            throw new CannotVerify("Another verify works on schema %s; wait until it is done.".formatted(live));
        }
    }

    /** Makes them, empty, whatever an earlier run that was killed has left. */
    void make(DSLContext sql) {
        drop(sql);
        sql.execute("CREATE SCHEMA " + schema);
        for (Projection<?> projection : projections) {
            String name = projection.table().getName();
            String key = Objects.requireNonNull(projection.table().getPrimaryKey()).getFields().stream()
                    .map(Field::getName)
                    .collect(Collectors.joining(", "));
            sql.execute("CREATE UNLOGGED TABLE %1$s.%3$s (LIKE %2$s.%3$s, PRIMARY KEY (%4$s))"
                    .formatted(schema, live, name, key));
        }
    }

    /** Lets the server know how many rows there are, so that it compares them in a good way. */
    void analyze(DSLContext sql) {
        projections.forEach(projection ->
                sql.execute("ANALYZE " + schema + "." + projection.table().getName()));
    }

    void drop(DSLContext sql) {
        sql.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }
}
