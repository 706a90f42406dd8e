package org.buyledger.standalone.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.buyledger.events.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stands for kcat where it is not installed: records as {@code kcat -J} writes them, for the program that reads those. */
final class Kcat {
    private static final Path CHECK =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs/clients/check_chains.py");

    private Kcat() {}

    /** A record as a line. */
    static String json(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset());
        ArrayNode headers = json.putArray("headers");
        for (Header header : record.headers()) {
            headers.add(header.key()).add(new String(header.value(), StandardCharsets.UTF_8));
        }
        json.put("key", new String(record.key(), StandardCharsets.UTF_8));
        json.put("payload", new String(record.value(), StandardCharsets.UTF_8));
        return Json.EVENTS.writeValueAsString(json);
    }

    /** What the program says of a file of such lines. */
    static String check(Path lines) throws IOException, InterruptedException {
        Process python;
        try {
            python = new ProcessBuilder(List.of("python3", CHECK.toString()))
                    .redirectErrorStream(true)
                    .redirectInput(lines.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no python3");
            throw e;
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        python.waitFor();
        return said;
    }
}
