package org.buyledger.standalone.cli.deadletters;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.buyledger.events.Json;
import org.buyledger.events.Subject;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.Projections;
import org.buyledger.projector.runner.DeadLetters;
import org.buyledger.projector.runner.DeadLetters.Choice;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.buyledger.standalone.cli.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One verb of {@code buyledger dead-letters}. */
abstract class Verb implements Callable<Integer> {
    private final DeadLettersCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--tenant", paramLabel = "T", description = "Only this tenant's.")
    private @Nullable String tenant;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    Verb(DeadLettersCommand parent) {
        this.parent = parent;
    }

    @Override
    public final Integer call() throws Failed {
        int code = parent.with(database -> run(new DeadLetters(database, Projections.all())));
        out().flush();
        return code;
    }

    abstract int run(DeadLetters letters) throws Failed;

    @Nullable
    String tenant() {
        return tenant;
    }

    boolean json() {
        return output == Output.json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    void print(JsonNode json) {
        out().println(Json.EVENTS.writeValueAsString(json));
    }

    /**
     * What is meant by the arguments.
     *
     * @param object kind/id; null for every one
     */
    Choice choice(@Nullable String object, @Nullable Long sequence) throws Failed {
        if (object != null && tenant == null) {
            throw new Failed(ExitCode.USAGE, "%s is of some tenant; say of which with --tenant.".formatted(object));
        }
        try {
            return new Choice(tenant, object == null ? null : Subject.parse(object), sequence);
        } catch (IllegalArgumentException e) {
            throw new Failed(
                    ExitCode.USAGE,
                    "'%s' is no object: write kind/id, such as media_buy/mb_0123456789abcdef.".formatted(object));
        }
    }

    static Failed nothing() {
        return new Failed(ExitCode.USAGE, "No such event is parked. Run: buyledger dead-letters list");
    }

    static ArrayNode json(List<ProjectionDeadLettersRecord> rows) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> events.add(json(row)));
        return events;
    }

    private static ObjectNode json(ProjectionDeadLettersRecord row) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("tenant", row.getTenantId())
                .put("sequence", row.getSequence())
                .put("object", object(row))
                .put("type", row.getType())
                .put("state", state(row));
        json.set("tables", Json.EVENTS.valueToTree(row.getTables()));
        json.put("partition", row.getPartition())
                .put("offset", row.getOffset())
                .put("attempts", row.getAttempts())
                .put("parked_at", row.getParkedAt().toString());
        if (row.getTriedAt() != null) {
            json.put("tried_at", row.getTriedAt().toString()).put("error", row.getError());
        }
        if (row.getDiscardedAt() != null) {
            json.put("discarded_at", row.getDiscardedAt().toString())
                    .put("discarded_by", row.getDiscardedBy())
                    .put("discard_reason", row.getDiscardReason());
        }
        return json;
    }

    static String object(ProjectionDeadLettersRecord row) {
        return row.getObjectType() + "/" + row.getObjectId();
    }

    static String state(ProjectionDeadLettersRecord row) {
        return row.getDiscardedAt() == null ? "parked" : "discarded";
    }
}
