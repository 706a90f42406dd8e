package org.buyledger.migrations;

import java.util.ArrayList;
import java.util.List;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;

/** What is refused before a plan is made true. */
final class Checks {
    private Checks() {}

    /** A schema that was changed by files which are not these cannot be led on by these. */
    static void upgrade(Standing standing) throws Refused {
        if (!standing.unknown().isEmpty()) {
            List<String> rows = standing.unknown().stream()
                    .map(row -> row.version() + " " + row.description())
                    .toList();
            throw new Refused(
                    "The database has %d revision(s) that no file here has: %s. Nothing was changed. They come from another version of Buyledger or from a branch that is not merged here: run that version, or bring its files; migrations_audit tells when each was applied and by whom. If they are gone for good and the schema is what these files say, run: buyledger migrate stamp heads"
                            .formatted(rows.size(), String.join(", ", rows)));
        }
        if (!standing.changed().isEmpty()) {
            List<String> files = standing.changed().stream()
                    .map(one -> one.up().file())
                    .sorted()
                    .toList();
            throw new Refused(
                    "These files are not what was applied to the database: %s. Nothing was changed. Bring back the files as they were and make a new revision for what they say now (git log shows who changed them). If the schema is what they say now, run for each: buyledger migrate stamp <its revision>"
                            .formatted(String.join(", ", files)));
        }
    }

    /** A plan downwards, cut short or refused whole where something has no way back or would lose what nothing brings back. */
    static List<Revision> downgrade(List<Revision> plan, Migrator.Downgrade how) throws Refused {
        List<Revision> steps = new ArrayList<>();
        for (Revision revision : plan) {
            boolean stuck = revision.oneWay().isPresent() && !how.acceptOneWay();
            boolean loss = revision.header().authoritative() && !how.acceptLoss();
            if (how.stopBefore() && (stuck || loss)) {
                break;
            }
            if (stuck) {
                throw new Refused(
                        "%s has no way back: %s. Nothing was changed. --stop-before goes down as far as there is a way; --accept-one-way leaves in the schema what it made and goes on."
                                .formatted(revision, revision.oneWay().orElse("")));
            }
            if (loss) {
                throw new Refused(
                        "The way back of %s loses data that no event brings back. Nothing was changed. Save the data first; then --accept-loss goes on; --stop-before goes down as far as nothing is lost."
                                .formatted(revision));
            }
            steps.add(revision);
        }
        return steps;
    }
}
