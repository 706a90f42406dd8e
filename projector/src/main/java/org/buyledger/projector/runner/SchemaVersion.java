package org.buyledger.projector.runner;

import org.jooq.DSLContext;

/**
 * Where the schema stands, as far as remembered rows depend on it: a revision may have filled a column of theirs, a rebuild
 * may have put other tables in place.
 *
 * @param steps the number of the newest step that was taken
 * @param isChanging whether a migrator is at work
 * @param generation how often a rebuild has put other tables in place
 */
record SchemaVersion(long steps, boolean isChanging, long generation) {

    static SchemaVersion read(DSLContext sql) {
        return sql.fetchSingle("""
            SELECT (SELECT coalesce(max(installed_rank), 0) FROM flyway_schema_history) AS steps,
                   EXISTS (SELECT FROM pg_locks
                            WHERE locktype = 'advisory' AND granted
                              AND classid::bigint = hashtext('buyledger migrate')::bigint & 4294967295
                              AND objid::bigint = hashtext(current_schema)::bigint & 4294967295) AS changing,
                   (SELECT coalesce(max(generation), 0) FROM projection_positions) AS generation\
            """)
                .map(row ->
                        new SchemaVersion(row.get(0, Long.class), row.get(1, Boolean.class), row.get(2, Long.class)));
    }
}
