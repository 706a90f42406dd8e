package org.buyledger.migrations;

import java.util.List;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Plans;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.graph.Script;

/** What a tired operator reads when a step failed: what failed and why, what state things are in, what to run next. */
final class Failures {
    private Failures() {}

    static MigrationFailed up(
            Graph graph,
            Revision revision,
            Standing standing,
            List<Revision> done,
            List<String> dropped,
            AuditTrail.Run run,
            RuntimeException cause) {
        return failed(graph, revision.up(), standing, done, dropped, run, cause);
    }

    static MigrationFailed down(
            Graph graph,
            Revision revision,
            Standing standing,
            List<Revision> done,
            AuditTrail.Run run,
            RuntimeException cause) {
        return failed(graph, revision.wayBack().orElse(revision.up()), standing, done, List.of(), run, cause);
    }

    private static MigrationFailed failed(
            Graph graph,
            Script script,
            Standing standing,
            List<Revision> done,
            List<String> dropped,
            AuditTrail.Run run,
            RuntimeException cause) {
        String left = script.inTransaction()
                ? "It was rolled back together with all else in its transaction."
                : "It runs outside a transaction: what stands before the failing statement in the file is done and stays done.";
        String indexes =
                dropped.isEmpty() ? "" : " The unfinished index %s was dropped.".formatted(String.join(", ", dropped));
        String before = done.isEmpty()
                ? "Nothing else was changed"
                : "%d revision(s) before it are done and stay done".formatted(done.size());
        String next = Retry.isTransient(cause)
                ? "Others held the tables all the time; who they are: SELECT pid, state, xact_start, query FROM pg_stat_activity WHERE xact_start < now() - interval '3 seconds'. When they are done, run again"
                : "Mend %s and run again".formatted(script.file());
        return new MigrationFailed(
                "%s failed: %s\n%s%s %s; the schema stands at %s.\n%s: buyledger migrate %s"
                        .formatted(
                                script.file(),
                                ServerMessage.of(cause),
                                left,
                                indexes,
                                before,
                                Plans.standing(graph, standing.applied()),
                                next,
                                run.verb()),
                done,
                cause);
    }
}
