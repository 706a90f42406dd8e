package org.buyledger.standalone.cli.migrate;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.buyledger.events.Json;
import org.buyledger.migrations.OfflineSql;
import org.buyledger.migrations.graph.Refused;
import org.buyledger.migrations.graph.Revision;
import org.buyledger.standalone.Failed;
import org.buyledger.standalone.cli.Output;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One verb of {@code buyledger migrate}. What was asked for goes to standard output, and remarks to standard error. */
abstract class Verb implements Callable<Integer> {
    private final MigrateCommand migrate;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    Verb(MigrateCommand migrate) {
        this.migrate = migrate;
    }

    MigrateCommand migrate() {
        return migrate;
    }

    /** Whether it takes targets, of which -1 is one. */
    boolean takesTargets() {
        return false;
    }

    boolean json() {
        return output == Output.json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void remark(String sentence) {
        System.err.println(sentence);
    }

    void print(ObjectNode json) {
        out().println(Json.EVENTS.writeValueAsString(json));
    }

    /** Makes scripts; no database is looked at. */
    OfflineSql offline() throws Refused, Failed {
        return new OfflineSql(migrate.graph(), migrate.schema(), UUID.randomUUID());
    }

    /** Prints a script, in JSON as a string. */
    void script(String sql) {
        if (json()) {
            print(object().put("sql", sql));
        } else {
            out().print(sql);
            out().flush();
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An array of ids. */
    static ArrayNode ids(Collection<Revision> revisions) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        revisions.forEach(one -> ids.add(one.id()));
        return ids;
    }
}
