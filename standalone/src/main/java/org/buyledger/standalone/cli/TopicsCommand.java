package org.buyledger.standalone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.buyledger.events.Json;
import org.buyledger.events.Topics;
import org.buyledger.events.client.TopicAdmin;
import org.buyledger.events.client.TopicAdmin.Drift;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger topics}. */
@Command(
        name = "topics",
        description = {
            "Creates the topics that are missing and compares the settings of all with what they must be.",
            "Exit code 1 when one is not as it must be."
        })
public final class TopicsCommand implements Callable<Integer> {
    @Option(names = "--mend", description = "Sets what is not as it must be; partition counts cannot be changed.")
    private boolean mend;

    @Option(names = "-o", defaultValue = "table", description = "table or json. Default: table.")
    private Output output = Output.table;

    @Override
    public Integer call() {
        Settings settings = new Settings(System.getenv());
        try (Admin admin = Admin.create(settings.kafka())) {
            TopicAdmin topics = new TopicAdmin(admin);
            List<String> created = topics.createMissing(settings.number(Setting.TOPIC_PARTITIONS, 1, 1000), (short)
                    settings.number(Setting.TOPIC_REPLICATION_FACTOR, 1, 100));
            List<Drift> drifts = topics.drifts();
            if (mend) {
                topics.mend(drifts);
                drifts = topics.drifts();
            }
            print(created, drifts, topics.partitionsByTopic());
            return drifts.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void print(List<String> created, List<Drift> drifts, Map<String, Integer> partitions) {
        if (output == Output.json) {
            printJson(created, drifts, partitions);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Topics.Spec spec : Topics.all()) {
            List<String> wrong = drifts.stream()
                    .filter(drift -> drift.topic().equals(spec.name()))
                    .map(drift ->
                            "%s is %s and must be %s".formatted(drift.setting(), drift.actual(), drift.expected()))
                    .toList();
            String state = wrong.isEmpty()
                    ? created.contains(spec.name()) ? "created" : "as it must be"
                    : String.join("; ", wrong);
            rows.add(List.of(spec.name(), Objects.toString(partitions.get(spec.name())), state));
        }
        Output.print(System.out, List.of("TOPIC", "PARTITIONS", "STATE"), rows);
        if (!drifts.isEmpty()) {
            System.out.println(TopicAdmin.remedy(drifts));
        }
    }

    private static void printJson(List<String> created, List<Drift> drifts, Map<String, Integer> partitions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("partitions", Json.EVENTS.valueToTree(partitions));
        ArrayNode names = json.putArray("created");
        created.forEach(names::add);
        json.set("drifts", Json.EVENTS.valueToTree(drifts));
        System.out.println(Json.EVENTS.writeValueAsString(json));
    }
}
