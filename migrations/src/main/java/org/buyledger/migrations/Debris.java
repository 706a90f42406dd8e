package org.buyledger.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a step outside a transaction leaves behind when it fails or is killed: a row that says so, and an index that was
 * never finished. Whoever has the lock clears both away, so that the next run begins where nothing had happened.
 */
final class Debris {
    private static final Logger LOG = LoggerFactory.getLogger(Debris.class);

    private Debris() {}

    /** Clears it away; returns the indexes that were dropped, by name. */
    static List<String> clear(Connection connection, Standing standing) throws SQLException {
        for (Standing.Row row : standing.failed()) {
            LOG.warn("{} had failed half-way; it is tried again when its turn comes", row.script());
            Sql.execute(
                    connection,
                    "DELETE FROM " + Standing.TABLE + " WHERE installed_rank = ? AND NOT success",
                    row.rank());
        }
        // Who has the lock is alone, so nobody of ours builds them any more.
        List<String> indexes = Sql.texts(connection, """
                        SELECT format('%I', c.relname)
                        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                        WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relnamespace = current_schema()::regnamespace
                          AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
                        ORDER BY 1
                        """);
        for (String index : indexes) {
            LOG.warn("The index {} was never finished; it is dropped", index);
            Sql.script(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + index);
        }
        return indexes;
    }
}
