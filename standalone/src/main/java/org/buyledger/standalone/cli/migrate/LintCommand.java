package org.buyledger.standalone.cli.migrate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.buyledger.migrations.Lint;
import org.buyledger.migrations.MigrationFailed;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.migrations.lint.Finding;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger migrate lint}. */
@Command(
        name = "lint",
        description = {
            "Says what the way up of revisions would do in production to those who use the database meanwhile, by running it on a",
            "throwaway database with rows in its tables. Exit code 1 when there is a finding."
        })
final class LintCommand extends Verb {
    @Mixin
    private ScratchServer server = new ScratchServer();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|REVISION",
            converter = TargetText.class,
            description = "A file of a revision, or a revision as show takes it. Default: all.")
    private List<String> targets = new ArrayList<>();

    LintCommand(MigrateCommand migrate) {
        super(migrate);
    }

    @Override
    boolean takesTargets() {
        return true;
    }

    @Override
    public Integer call() throws Refused, Failed, MigrationFailed {
        Graph graph = migrate().graph();
        Set<Revision> asked = asked(graph);
        Lint.Report report = server.run(
                migrate(), scratch -> new Lint(scratch, graph, migrate().sampleValues()).look(asked));
        if (json()) {
            print(json(report));
        } else {
            for (Finding one : report.findings()) {
                out().println("%s:%d: %s".formatted(one.file(), one.line(), one.rule()));
                out().println("    " + one.what());
                out().println("    instead: " + one.safe());
            }
        }
        report.remarks().forEach(this::remark);
        if (report.findings().isEmpty()) {
            if (!json()) {
                out().println("%d revisions, nothing found"
                        .formatted(report.revisions().size()));
            }
            return ExitCode.OK;
        }
        throw new Failed(
                ExitCode.FAILED,
                "%d finding(s) in %d revisions. What was looked at and is right here goes into the head of a file: -- lint-ignore: <rule> <reason>"
                        .formatted(report.findings().size(), report.revisions().size()));
    }

    private Set<Revision> asked(Graph graph) throws Refused, Failed {
        Set<Revision> asked = new LinkedHashSet<>();
        for (String target : targets) {
            asked.addAll(target.endsWith(".sql") ? ofFile(graph, target) : Located.in(migrate(), graph, target));
        }
        return targets.isEmpty() ? new LinkedHashSet<>(graph.revisions()) : asked;
    }

    private static List<Revision> ofFile(Graph graph, String path) throws Refused {
        String file = path.substring(path.lastIndexOf('/') + 1);
        List<Revision> found = graph.revisions().stream()
                .filter(one -> one.up().file().equals(file)
                        || one.wayBack()
                                .filter(down -> down.file().equals(file))
                                .isPresent())
                .toList();
        if (found.isEmpty()) {
            throw new Refused(
                    "%s is no file of a revision here; --directory names the folder with the folders migration and undo."
                            .formatted(path));
        }
        return found;
    }

    private static ObjectNode json(Lint.Report report) {
        ObjectNode json = object();
        json.set("revisions", ids(report.revisions()));
        ArrayNode findings = json.putArray("findings");
        for (Finding one : report.findings()) {
            findings.addObject()
                    .put("rule", one.rule())
                    .put("file", one.file())
                    .put("line", one.line())
                    .put("what", one.what())
                    .put("safe", one.safe());
        }
        report.remarks().forEach(json.putArray("remarks")::add);
        return json;
    }
}
