package org.buyledger.migrations.graph;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of the schema, as its files tell it.
 *
 * @param id 12 hex digits as we make them; letters, digits and underscores as others do
 * @param version what Flyway orders by: when it was written, as yyyyMMddHHmmss
 * @param slug what it does, as its file is called
 * @param revises what it builds on: none for a first one, several for a merge
 * @param dependsOn revisions of other branches that have to be there before it
 * @param labels names of the branch that begins with it
 * @param header what else its head says
 * @param up how it is applied
 * @param down the way back, where there is one; a revision without statements needs none
 */
public record Revision(
        String id,
        String version,
        String slug,
        List<String> revises,
        List<String> dependsOn,
        List<String> labels,
        Header header,
        Script up,
        @Nullable Script down) {

    /** What it does, in words. */
    public String name() {
        return slug.replace('_', ' ');
    }

    /** Whether it joins branches. */
    public boolean isMerge() {
        return revises.size() > 1;
    }

    /** Why there is no way back; empty where there is one. */
    public Optional<String> oneWay() {
        return Optional.ofNullable(header.oneWay());
    }

    /** The way back; without statements for a revision without statements. */
    public Optional<Script> wayBack() {
        return Optional.ofNullable(down);
    }

    @Override
    public String toString() {
        return id + " (" + name() + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Revision revision && revision.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
