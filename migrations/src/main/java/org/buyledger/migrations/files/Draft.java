package org.buyledger.migrations.files;

import java.util.List;
import java.util.Locale;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What a new revision shall be.
 *
 * @param message what it does, in a few words
 * @param labels names of the branch that begins with it
 * @param dependsOn revisions of other branches that have to be there before it
 * @param id null for one that is made up
 * @param inTransaction false for what PostgreSQL does outside a transaction only
 * @param oneWay why there will be no way back; null where there is one
 */
public record Draft(
        String message,
        List<String> labels,
        List<Revision> dependsOn,
        @Nullable String id,
        boolean inTransaction,
        @Nullable String oneWay) {
    private static final int LONGEST = 40;

    /** What its files are called, after the version. */
    String slug() throws Refused {
        String slug = message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String cut = slug.substring(0, Math.min(slug.length(), LONGEST + 1)).replaceAll("^_", "");
        cut = cut.substring(0, Math.min(cut.length(), LONGEST)).replaceAll("_$", "");
        if (cut.isEmpty()) {
            throw new Refused("'%s' does not tell what the revision does; say it in letters or digits (-m MESSAGE)."
                    .formatted(message));
        }
        return cut;
    }

    /** The message as a sentence. */
    String sentence() {
        String text = line(message);
        return text.endsWith(".") ? text : text + ".";
    }

    /** The reason for having no way back, as a head takes it: two spaces would end it. */
    @Nullable
    String reason() {
        return oneWay == null ? null : line(oneWay);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
