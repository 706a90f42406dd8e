package org.buyledger.migrations.catalogue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/** What is asked of pg_catalog. */
final class CatalogueQueries {
    private static final String HERE = "current_schema()::regnamespace";

    /** By kind, each with the columns classid, objid, objsubid, owner, name, position, and one for each attribute. */
    static final SequencedSet<Map.Entry<Kind, String>> ITEMS = items();

    /** Pairs of addresses: what pg_depend names, and the object that it belongs to. */
    static final String ALIASES = """
            SELECT 'pg_rewrite'::regclass::oid, oid, 0, 'pg_class'::regclass::oid, ev_class, 0 FROM pg_rewrite
            UNION ALL
            SELECT 'pg_attrdef'::regclass::oid, oid, 0, 'pg_class'::regclass::oid, adrelid, adnum FROM pg_attrdef
            UNION ALL
            SELECT 'pg_type'::regclass::oid, oid, 0, 'pg_class'::regclass::oid, typrelid, 0 FROM pg_type WHERE typrelid <> 0
            UNION ALL
            SELECT 'pg_type'::regclass::oid, oid, 0, 'pg_type'::regclass::oid, typelem, 0 FROM pg_type
            WHERE typelem <> 0 AND typcategory = 'A'
            UNION ALL
            SELECT 'pg_class'::regclass::oid, conindid, 0, 'pg_constraint'::regclass::oid, oid, 0 FROM pg_constraint
            WHERE contype IN ('p', 'u', 'x') AND conindid <> 0
            UNION ALL
            SELECT 'pg_constraint'::regclass::oid, oid, 0, 'pg_type'::regclass::oid, contypid, 0 FROM pg_constraint
            WHERE contypid <> 0
            """;

    /** Pairs of addresses: what needs, and what is needed. */
    static final String DEPENDENCIES = """
            SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid
            FROM pg_depend
            WHERE deptype IN ('n', 'a', 'i') AND objid >= 16384 AND refobjid >= 16384
            """;

    private CatalogueQueries() {}

    /** Objects that an extension brought belong to it. */
    private static String own(String catalogue, String object) {
        return " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '%s'::regclass AND e.objid = %s AND e.deptype = 'e')"
                .formatted(catalogue, object);
    }

    private static SequencedSet<Map.Entry<Kind, String>> items() {
        SequencedSet<Map.Entry<Kind, String>> all = new LinkedHashSet<>();
        Map<Kind, String> byKind = new LinkedHashMap<>();
        byKind.put(Kind.ENUM, """
                SELECT 'pg_type'::regclass::oid, t.oid, 0, '' AS owner, quote_ident(t.typname) AS name, 0 AS position,
                    (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                     FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels,
                    obj_description(t.oid, 'pg_type') AS comment
                FROM pg_type t
                WHERE t.typtype = 'e' AND t.typnamespace = %s""".formatted(HERE) + own("pg_type", "t.oid"));
        byKind.put(Kind.DOMAIN, """
                SELECT 'pg_type'::regclass::oid, t.oid, 0, '' AS owner, quote_ident(t.typname) AS name, 0 AS position,
                    format_type(t.typbasetype, t.typtypmod) AS type,
                    (SELECT quote_ident(c.collname) FROM pg_collation c JOIN pg_type b ON b.oid = t.typbasetype
                     WHERE c.oid = t.typcollation AND c.oid <> b.typcollation) AS collation,
                    t.typdefault AS "default",
                    CASE WHEN t.typnotnull THEN 'yes' END AS "not null",
                    (SELECT string_agg(format('CONSTRAINT %%I %%s', k.conname, pg_get_constraintdef(k.oid, true)), E'\\n' ORDER BY k.conname)
                     FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') AS checks,
                    obj_description(t.oid, 'pg_type') AS comment
                FROM pg_type t
                WHERE t.typtype = 'd' AND t.typnamespace = %s""".formatted(HERE) + own("pg_type", "t.oid"));
        byKind.put(Kind.SEQUENCE, """
                SELECT 'pg_class'::regclass::oid, c.oid, 0, '' AS owner, quote_ident(c.relname) AS name, 0 AS position,
                    format('AS %%s INCREMENT BY %%s MINVALUE %%s MAXVALUE %%s START WITH %%s CACHE %%s %%s',
                        format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
                        CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END) AS parameters,
                    (SELECT format('%%I.%%I', o.relname, a.attname)
                     FROM pg_depend d JOIN pg_class o ON o.oid = d.refobjid
                     JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                     WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a') AS "owned by",
                    CASE c.relpersistence WHEN 'u' THEN 'yes' END AS unlogged,
                    obj_description(c.oid, 'pg_class') AS comment
                FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
                WHERE c.relnamespace = %s
                    AND NOT EXISTS (SELECT FROM pg_depend i
                        WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i')""".formatted(HERE) + own("pg_class", "c.oid"));
        byKind.put(Kind.TABLE, """
                SELECT 'pg_class'::regclass::oid, c.oid, 0, '' AS owner, quote_ident(c.relname) AS name, 0 AS position,
                    pg_get_partkeydef(c.oid) AS "partition by",
                    CASE WHEN c.relispartition THEN (SELECT quote_ident(p.relname) FROM pg_inherits i
                        JOIN pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid) END AS "partition of",
                    pg_get_expr(c.relpartbound, c.oid) AS bound,
                    CASE WHEN NOT c.relispartition THEN (SELECT string_agg(quote_ident(p.relname), ', ' ORDER BY i.inhseqno)
                        FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid) END AS inherits,
                    CASE c.relpersistence WHEN 'u' THEN 'yes' END AS unlogged,
                    array_to_string(c.reloptions, ', ') AS options,
                    CASE WHEN c.relrowsecurity THEN 'yes' END AS "row security",
                    CASE WHEN c.relforcerowsecurity THEN 'yes' END AS "row security forced",
                    CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i' THEN 'INDEX' END AS "replica identity",
                    obj_description(c.oid, 'pg_class') AS comment
                FROM pg_class c
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = %s""".formatted(HERE) + own("pg_class", "c.oid"));
        byKind.put(Kind.COLUMN, """
                SELECT 'pg_class'::regclass::oid, c.oid, a.attnum, quote_ident(c.relname) AS owner,
                    quote_ident(a.attname) AS name, a.attnum AS position,
                    format_type(a.atttypid, a.atttypmod) AS type,
                    (SELECT quote_ident(k.collname) FROM pg_collation k JOIN pg_type t ON t.oid = a.atttypid
                     WHERE k.oid = a.attcollation AND k.oid <> t.typcollation) AS collation,
                    CASE WHEN a.attnotnull THEN 'yes' END AS "not null",
                    CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default",
                    CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid)
                        || CASE a.attgenerated WHEN 's' THEN ' STORED' ELSE ' VIRTUAL' END END AS generated,
                    CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
                    (SELECT format('START WITH %%s INCREMENT BY %%s MINVALUE %%s MAXVALUE %%s CACHE %%s %%s', q.seqstart,
                            q.seqincrement, q.seqmin, q.seqmax, q.seqcache, CASE WHEN q.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END)
                     FROM pg_depend i JOIN pg_sequence q ON q.seqrelid = i.objid
                     WHERE a.attidentity <> '' AND i.classid = 'pg_class'::regclass AND i.refclassid = 'pg_class'::regclass
                        AND i.refobjid = c.oid AND i.refobjsubid = a.attnum AND i.deptype = 'i') AS "identity sequence",
                    CASE WHEN a.attstorage <> (SELECT t.typstorage FROM pg_type t WHERE t.oid = a.atttypid)
                        THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
                        END AS storage,
                    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
                    col_description(c.oid, a.attnum) AS comment
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = %s AND a.attislocal""".formatted(HERE) + own("pg_class", "c.oid"));
        byKind.put(Kind.CONSTRAINT, """
                SELECT 'pg_constraint'::regclass::oid, k.oid, 0, quote_ident(c.relname) AS owner,
                    quote_ident(k.conname) AS name, 0 AS position,
                    k.contype::text AS type,
                    regexp_replace(pg_get_constraintdef(k.oid, true), ' NOT VALID$', '') AS definition,
                    CASE WHEN NOT k.convalidated THEN 'yes' END AS "not valid",
                    obj_description(k.oid, 'pg_constraint') AS comment
                FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0 AND k.conislocal
                    AND c.relkind IN ('r', 'p') AND c.relnamespace = %s""".formatted(HERE) + own("pg_class", "c.oid"));
        byKind.put(Kind.INDEX, """
                SELECT 'pg_class'::regclass::oid, x.oid, 0, quote_ident(c.relname) AS owner, quote_ident(x.relname) AS name,
                    0 AS position,
                    CASE c.relkind WHEN 'p' THEN replace(pg_get_indexdef(x.oid, 0, true), ' ON ONLY ', ' ON ')
                        ELSE pg_get_indexdef(x.oid, 0, true) END AS definition,
                    CASE WHEN NOT i.indisvalid THEN 'yes' END AS invalid,
                    CASE WHEN i.indisclustered THEN 'yes' END AS clustered,
                    CASE WHEN i.indisreplident THEN 'yes' END AS "replica identity",
                    obj_description(x.oid, 'pg_class') AS comment
                FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
                WHERE c.relkind IN ('r', 'p', 'm') AND c.relnamespace = %s AND NOT x.relispartition
                    AND NOT EXISTS (SELECT FROM pg_constraint k
                        WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))""".formatted(HERE) + own("pg_class", "c.oid"));
        byKind.put(Kind.FUNCTION, """
                SELECT 'pg_proc'::regclass::oid, p.oid, 0, '' AS owner,
                    format('%%I(%%s)', p.proname, pg_get_function_identity_arguments(p.oid)) AS name, 0 AS position,
                    CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS word,
                    pg_get_function_arguments(p.oid) AS arguments,
                    pg_get_function_result(p.oid) AS result,
                    regexp_replace(pg_get_functiondef(p.oid),
                        '^(CREATE OR REPLACE [A-Z]+ )' || quote_ident(current_schema()) || '\\.', '\\1') AS definition,
                    obj_description(p.oid, 'pg_proc') AS comment
                FROM pg_proc p
                WHERE p.prokind IN ('f', 'p') AND p.pronamespace = %s""".formatted(HERE) + own("pg_proc", "p.oid"));
        byKind.put(Kind.VIEW, view("v"));
        byKind.put(Kind.MATERIALIZED_VIEW, view("m"));
        byKind.put(Kind.TRIGGER, """
                SELECT 'pg_trigger'::regclass::oid, t.oid, 0, quote_ident(c.relname) AS owner, quote_ident(t.tgname) AS name,
                    0 AS position,
                    pg_get_triggerdef(t.oid, true) AS definition,
                    CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END AS state,
                    obj_description(t.oid, 'pg_trigger') AS comment
                FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relnamespace = %s""".formatted(HERE) + own("pg_class", "c.oid"));
        byKind.put(Kind.POLICY, """
                SELECT 'pg_policy'::regclass::oid, p.oid, 0, quote_ident(c.relname) AS owner, quote_ident(p.polname) AS name,
                    0 AS position,
                    concat_ws(' ', CASE WHEN p.polpermissive THEN 'AS PERMISSIVE' ELSE 'AS RESTRICTIVE' END,
                        CASE p.polcmd WHEN 'r' THEN 'FOR SELECT' WHEN 'a' THEN 'FOR INSERT' WHEN 'w' THEN 'FOR UPDATE'
                            WHEN 'd' THEN 'FOR DELETE' ELSE 'FOR ALL' END,
                        'TO ' || (SELECT string_agg(CASE r.role WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.role)) END,
                            ', ' ORDER BY r.role) FROM unnest(p.polroles) r(role)),
                        'USING (' || pg_get_expr(p.polqual, p.polrelid, true) || ')',
                        'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid, true) || ')') AS definition,
                    obj_description(p.oid, 'pg_policy') AS comment
                FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                WHERE c.relnamespace = %s""".formatted(HERE) + own("pg_class", "c.oid"));
        byKind.put(Kind.OTHER, """
                SELECT 'pg_class'::regclass::oid, c.oid, 0, '' AS owner, quote_ident(c.relname) AS name, 0 AS position,
                    CASE c.relkind WHEN 'c' THEN 'composite type' WHEN 'f' THEN 'foreign table' END AS is,
                    (SELECT string_agg(format('%%I %%s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
                     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS definition
                FROM pg_class c WHERE c.relkind IN ('c', 'f') AND c.relnamespace = %1$s
                UNION ALL
                SELECT 'pg_type'::regclass::oid, t.oid, 0, '', quote_ident(t.typname), 0, 'range type', format_type(r.rngsubtype, NULL)
                FROM pg_type t JOIN pg_range r ON r.rngtypid = t.oid WHERE t.typnamespace = %1$s
                UNION ALL
                SELECT 'pg_proc'::regclass::oid, p.oid, 0, '',
                    format('%%I(%%s)', p.proname, pg_get_function_identity_arguments(p.oid)), 0, 'aggregate',
                    concat_ws(' ', a.aggtransfn::text, format_type(a.aggtranstype, NULL), a.aggfinalfn::text, a.agginitval)
                FROM pg_proc p JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE p.pronamespace = %1$s
                UNION ALL
                SELECT 'pg_rewrite'::regclass::oid, r.oid, 0, quote_ident(c.relname), quote_ident(r.rulename), 0, 'rule',
                    pg_get_ruledef(r.oid, true)
                FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN' AND c.relnamespace = %1$s
                UNION ALL
                SELECT 'pg_statistic_ext'::regclass::oid, s.oid, 0, quote_ident(c.relname), quote_ident(s.stxname), 0, 'statistics',
                    array_to_string(s.stxkind, ',') || ' ' || pg_get_statisticsobjdef_columns(s.oid)
                FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid WHERE s.stxnamespace = %1$s
                UNION ALL
                SELECT 'pg_operator'::regclass::oid, o.oid, 0, '', format('%%s(%%s, %%s)', o.oprname, format_type(o.oprleft, NULL),
                    format_type(o.oprright, NULL)), 0, 'operator', o.oprcode::text
                FROM pg_operator o WHERE o.oprnamespace = %1$s
                """.formatted(HERE));
        byKind.forEach((kind, query) -> all.add(Map.entry(kind, query)));
        return all;
    }

    private static String view(String relkind) {
        return """
                SELECT 'pg_class'::regclass::oid, c.oid, 0, '' AS owner, quote_ident(c.relname) AS name, 0 AS position,
                    (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
                    regexp_replace(pg_get_viewdef(c.oid, true), ';$', '') AS definition,
                    array_to_string(c.reloptions, ', ') AS options,
                    CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'yes' END AS "not populated",
                    (SELECT string_agg(format('%%I %%L', a.attname, col_description(c.oid, a.attnum)), E'\\n' ORDER BY a.attnum)
                     FROM pg_attribute a WHERE a.attrelid = c.oid AND col_description(c.oid, a.attnum) IS NOT NULL)
                     AS "column comments",
                    obj_description(c.oid, 'pg_class') AS comment
                FROM pg_class c
                WHERE c.relkind = '%s' AND c.relnamespace = %s""".formatted(relkind, HERE) + own("pg_class", "c.oid");
    }
}
