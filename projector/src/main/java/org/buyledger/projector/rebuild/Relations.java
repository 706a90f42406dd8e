package org.buyledger.projector.rebuild;

import static org.buyledger.projector.rebuild.Schemas.quoted;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Tables of a schema as the server's catalogue has them. */
final class Relations {
    private Relations() {}

    /** A foreign key, and the statements that take it away and make it, the latter without a look at the rows. */
    record ForeignKey(String table, String name, String definition) {
        String drop(String schema) {
            return "ALTER TABLE %s.%s DROP CONSTRAINT %s".formatted(quoted(schema), quoted(table), quoted(name));
        }

        String add(String schema) {
            return "ALTER TABLE %s.%s ADD CONSTRAINT %s %s NOT VALID"
                    .formatted(quoted(schema), quoted(table), quoted(name), definition.replaceFirst(" NOT VALID$", ""));
        }

        String validate(String schema) {
            return "ALTER TABLE %s.%s VALIDATE CONSTRAINT %s".formatted(quoted(schema), quoted(table), quoted(name));
        }
    }

    /** A view over tables, and the statement that makes it show those that have the names now. */
    record View(String name, String definition) {
        String again(String schema) {
            return "CREATE OR REPLACE VIEW %s.%s AS %s".formatted(quoted(schema), quoted(name), definition);
        }
    }

    /** Views of the schema over some of its tables; they name them without the schema where that is on the search path. */
    static List<View> views(DSLContext sql, String schema, Collection<String> tables) {
        return sql.fetch("""
                        SELECT DISTINCT v.relname::text, pg_get_viewdef(v.oid)
                        FROM pg_depend d
                        JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
                        JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
                        JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass AND t.oid <> v.oid
                        JOIN pg_namespace n ON n.oid = t.relnamespace AND n.oid = v.relnamespace
                        WHERE n.nspname = ? AND t.relname = ANY(?::text[]) ORDER BY 1""", schema, array(tables))
                .map((Record row) -> new View(row.get(0, String.class), row.get(1, String.class)));
    }

    /** Those of some tables that are there, with all their partitions. */
    static List<String> withPartitions(DSLContext sql, String schema, Collection<String> tables) {
        return sql.fetch("""
                        WITH RECURSIVE these AS (
                            SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                            WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND c.relname = ANY(?::text[])
                            UNION ALL
                            SELECT i.inhrelid FROM pg_inherits i JOIN these t ON t.oid = i.inhparent)
                        SELECT c.relname FROM these JOIN pg_class c USING (oid) ORDER BY 1""", schema, array(tables)).map((Record row) -> row.get(0, String.class));
    }

    /** Foreign keys of tables of a set to such as are not in it. */
    static List<ForeignKey> outOf(DSLContext sql, String schema, Collection<String> tables) {
        return foreignKeys(sql, schema, tables, "c.relname = ANY(?::text[]) AND NOT f.relname = ANY(?::text[])");
    }

    /** Foreign keys of other tables to those of a set. */
    static List<ForeignKey> into(DSLContext sql, String schema, Collection<String> tables) {
        return foreignKeys(sql, schema, tables, "NOT c.relname = ANY(?::text[]) AND f.relname = ANY(?::text[])");
    }

    /** Foreign keys of a schema that have yet to look at rows of theirs. */
    static List<ForeignKey> unchecked(DSLContext sql, String schema) {
        return sql.fetch("""
                        SELECT c.relname, k.conname, pg_get_constraintdef(k.oid, true)
                        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT k.convalidated AND n.nspname = ?
                        ORDER BY 1, 2""", schema).map(Relations::foreignKey);
    }

    private static ForeignKey foreignKey(Record row) {
        return new ForeignKey(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class));
    }

    private static List<ForeignKey> foreignKeys(
            DSLContext sql, String schema, Collection<String> tables, String condition) {
        return sql.fetch("""
                        SELECT c.relname, k.conname, pg_get_constraintdef(k.oid, true)
                        FROM pg_constraint k
                        JOIN pg_class c ON c.oid = k.conrelid
                        JOIN pg_class f ON f.oid = k.confrelid
                        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.oid = f.relnamespace
                        WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ? AND %s
                        ORDER BY 1, 2""".formatted(condition), schema, array(tables), array(tables))
                .map(Relations::foreignKey);
    }

    /** Statements that give to tables of one schema what the owner has granted on those of another. */
    static List<String> grants(DSLContext sql, String from, String to, Collection<String> tables) {
        return sql.fetch(
                        """
                        WITH these AS (
                            SELECT c.relname, c.relowner, c.relacl, c.oid, t.relowner AS owner_there
                            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                            JOIN pg_class t ON t.relname = c.relname
                            JOIN pg_namespace m ON m.oid = t.relnamespace AND m.nspname = {1}
                            WHERE n.nspname = {0} AND c.relname = ANY({2}::text[])),
                        granted AS (
                            SELECT relname, a.grantee, a.privilege_type, a.is_grantable
                            FROM these, aclexplode(relacl) a WHERE a.grantee <> relowner
                            UNION ALL
                            SELECT relname, a.grantee, format('%s (%I)', a.privilege_type, c.attname), a.is_grantable
                            FROM these JOIN pg_attribute c ON c.attrelid = these.oid AND NOT c.attisdropped,
                                aclexplode(c.attacl) a WHERE a.grantee <> relowner)
                        SELECT format('ALTER TABLE %I.%I OWNER TO %s', {1}::text, relname, quote_ident(pg_get_userbyid(relowner)))
                        FROM these WHERE relowner <> owner_there
                        UNION ALL
                        SELECT format('GRANT %s ON %I.%I TO %s%s', privilege_type, {1}::text, relname,
                            CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                            CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                        FROM granted""",
                        org.jooq.impl.DSL.val(from), org.jooq.impl.DSL.val(to), org.jooq.impl.DSL.val(array(tables)))
                .map((Record row) -> row.get(0, String.class));
    }

    static String[] array(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}
