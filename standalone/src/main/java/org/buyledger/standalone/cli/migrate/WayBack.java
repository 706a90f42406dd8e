package org.buyledger.standalone.cli.migrate;

import java.util.List;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;

/**
 * How a revision is taken back.
 *
 * @param kind for programs: exact, rebuild, loses_data or one_way
 * @param sentence for people
 * @param tables what the projector fills again
 */
record WayBack(String kind, String sentence, List<String> tables) {
    static WayBack of(Revision revision) {
        if (revision.oneWay().isPresent()) {
            return new WayBack("one_way", "none: " + revision.oneWay().get(), List.of());
        }
        String file = revision.wayBack().map(Script::file).orElse("it has no statements");
        List<String> back = revision.header().rebuildBack();
        if (revision.header().authoritative()) {
            return new WayBack("loses_data", "loses data that no event brings back (%s)".formatted(file), back);
        }
        if (!back.isEmpty()) {
            return new WayBack(
                    "rebuild", "rebuild of %s from the events (%s)".formatted(String.join(", ", back), file), back);
        }
        List<String> again = revision.header().rebuild();
        if (revision.header().projected()) {
            return new WayBack(
                    "rebuild",
                    "loses what the events bring back (%s); when it is applied again, rebuild of %s"
                            .formatted(file, String.join(", ", again)),
                    again);
        }
        return new WayBack("exact", "exact (%s)".formatted(file), List.of());
    }
}
