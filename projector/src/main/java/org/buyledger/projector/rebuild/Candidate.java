package org.buyledger.projector.rebuild;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.buyledger.events.Topics;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.Migrator;
import org.buyledger.migrations.Scratch;
import org.buyledger.migrations.catalogue.Blueprint;
import org.buyledger.migrations.catalogue.Catalogue;
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
     * <p>The revisions themselves say what they look like: they are run in the schema, what they have made is read, and made
     * again with the live schema's types.
     */
    Blueprint make(Migrator migrator, Set<String> tables) throws Refused, RebuildFailed {
        String name = Schemas.quoted(schemas.candidate());
        Catalogue head = head(migrator);
        Blueprint blueprint = new Blueprint(head, tables);
        if (!blueprint.materializedViews().isEmpty()) {
            throw new Refused(
                    "The materialized views %s keep rows of tables that are to be made again. Rebuild other tables, or drop them and make them again afterwards."
                            .formatted(String.join(", ", blueprint.materializedViews())));
        }
        try (Database database = live.beside(schemas.candidatePath(), 1)) {
            database.transaction(sql -> {
                sql.execute("DROP SCHEMA %s CASCADE".formatted(name));
                sql.execute("CREATE SCHEMA %s".formatted(name));
                blueprint.tables().forEach(sql::execute);
                sql.execute("CREATE TABLE %s.projection_positions (LIKE %s.projection_positions INCLUDING ALL)"
                        .formatted(name, Schemas.quoted(schemas.live())));
                return null;
            });
        }
        return blueprint;
    }

    private Catalogue head(Migrator migrator) throws Refused, RebuildFailed {
        try (Database database = live.beside(schemas.candidate(), 2)) {
            new Migrator(database, migrator.graph(), org.buyledger.migrations.Patience.USUAL)
                    .upgrade("heads", Migrator.Upgrade.USUAL);
            return Scratch.catalogue(database);
        } catch (MigrationFailed e) {
            throw new RebuildFailed("The revisions cannot be run in a schema of their own: " + e.getMessage(), e);
        }
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
