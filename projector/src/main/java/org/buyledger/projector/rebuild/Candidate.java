package org.buyledger.projector.rebuild;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Scratch;
import org.buyledger.migrations.catalogue.Blueprint;
import org.buyledger.migrations.catalogue.Catalogue;
import org.buyledger.migrations.catalogue.Kind;
import org.buyledger.migrations.graph.Refused;

/**
 * The schema in which tables are made again, beside the live one. What tables share with others, their types above all, is the
 * live schema's, so that a statement which was prepared on the old tables fits the new ones.
 */
final class Candidate {
    private final Database live;
    private final Schemas schemas;

    Candidate(Database live) {
        this.live = live;
        schemas = new Schemas(live.schema());
    }

    /** Takes away what a rebuild has left that was killed. */
    void drop() {
        live.transaction(sql -> {
            for (String schema : List.of(schemas.candidate(), schemas.aside())) {
                sql.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(Schemas.quoted(schema)));
            }
            return null;
        });
    }

    /**
     * Makes the schema with empty tables, without keys and indexes.
     *
     * <p>The live tables say what they look like. The revisions would say it too, but those that make indexes concurrently wait
     * for every transaction of the database, and all of them take seconds.
     */
    Blueprint make(Set<String> tables) throws Refused {
        Catalogue head = Scratch.catalogue(live);
        Set<String> missing = new TreeSet<>(tables);
        head.items().stream()
                .filter(item -> item.key().kind() == Kind.TABLE)
                .forEach(item -> missing.remove(item.key().name()));
        if (!missing.isEmpty()) {
            throw new Refused(
                    "The schema's record says that it is at head, and it has no table %s. `buyledger migrate check --db URL` tells all that differs; make it as the model says, and run this again."
                            .formatted(String.join(", ", missing)));
        }
        Blueprint blueprint = new Blueprint(head, tables);
        if (!blueprint.materializedViews().isEmpty()) {
            throw new Refused(
                    "The materialized views %s keep rows of tables that are to be made again. Rebuild other tables, or drop them and make them again afterwards."
                            .formatted(String.join(", ", blueprint.materializedViews())));
        }
        live.transaction(sql -> sql.execute("CREATE SCHEMA %s".formatted(Schemas.quoted(schemas.candidate()))));
        try (Database database = live.beside(schemas.candidatePath(), 1)) {
            database.transaction(sql -> {
                blueprint.tables().forEach(sql::execute);
                sql.execute("CREATE TABLE %s.projection_positions (LIKE %s.projection_positions INCLUDING ALL)"
                        .formatted(Schemas.quoted(schemas.candidate()), Schemas.quoted(schemas.live())));
                return null;
            });
        }
        return blueprint;
    }

    /** Notes up to where the tables are filled. */
    void filled(Map<Integer, Long> ends) {
        live.transaction(sql -> {
            ends.forEach((partition, end) -> sql.execute(
                    "INSERT INTO %s.projection_positions (topic, partition, next_offset, updated_at) VALUES (?, ?, ?, now())"
                            .formatted(Schemas.quoted(schemas.candidate())),
                    Topics.EVENTS,
                    partition,
                    end));
            return null;
        });
    }
}
