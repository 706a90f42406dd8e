package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.buyledger.projector.Streams.part;
import static org.buyledger.query.Fixture.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.events.Event;
import org.buyledger.events.client.EventCodec;
import org.buyledger.events.mediabuy.MediaBuyStatus;
import org.buyledger.migrations.jooq.enums.UserRole;
import org.buyledger.projector.Streams;
import org.buyledger.query.http.Route;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about the query API: their examples are run as they stand there, by a shell and curl. */
class QueryApiPageTest extends ServiceTest {
    private static final Path PAGE = Path.of("..", "docs", "query-api.md");
    private static final Path FEED = Path.of("..", "docs", "change-feed.md");

    /** What curl ends with when the time is over, as for a stream that does not end. */
    private static final int TIME_IS_OVER = 28;

    private static final Pattern STATUS = Pattern.compile("# ([1-5][0-9][0-9])$", Pattern.MULTILINE);

    @Override
    protected void write() {
        fixture.tenant("acme");
        fixture.user("acme", "ursula", UserRole.admin);
        fixture.principal("acme", "nova");
        fixture.mediaBuy("acme", "nova", "mb_0123456789abcdef", row -> {});
        fixture.creative("acme", "nova", "banner", row -> {});
        fixture.event("acme", 4711, row -> {
            Event created =
                    Streams.created("mb_0123456789abcdef", MediaBuyStatus.ACTIVE, part("pkg", "home", "5000.10"));
            row.setType(Event.TYPES.typeOf(created));
            row.setObjectId("mb_0123456789abcdef");
            row.setPayload(JSONB.jsonb(new String(EventCodec.payload(created), StandardCharsets.UTF_8)));
        });
        fixture.position("acme", 4711);
    }

    /** The blocks of code that ask something. */
    static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : (Files.readString(PAGE) + "\n\n" + Files.readString(FEED) + "\n\n").split("\n", -1)) {
            if (line.startsWith("    ")) {
                block.append(line.strip()).append('\n');
            } else {
                if (block.indexOf("curl ") >= 0) {
                    examples.add(block.toString());
                }
                block.setLength(0);
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_answered(String example, @TempDir Path folder) throws Exception {
        String script = "curl() { command curl --fail-with-body --max-time 3 \"$@\"; }\n"
                + example.replaceAll("(?m)^TOKEN=.*$", "").replace("localhost:8080", "127.0.0.1:" + service.port());
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("TOKEN", token("acme", "ursula"));
        shell.environment().put("ROOT_TOKEN", ROOT);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        int exit = process.waitFor();
        assertThat(exit).as(output).isIn(example.contains("curl -sN") ? List.of(0, TIME_IS_OVER) : List.of(0));
        Matcher status = STATUS.matcher(example);
        while (status.find()) {
            assertThat(output).contains("HTTP/1.1 " + status.group(1));
        }
    }

    @Test
    void every_resource_is_in_the_table_and_there_are_no_others() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `/v1/")) {
                Matcher path = Pattern.compile("`(/v1/[^`]*)`").matcher(line.substring(1, line.indexOf('|', 1)));
                while (path.find()) {
                    documented.add(path.group(1).replaceAll("\\{[a-z]+}", "{id}"));
                }
            }
        }
        assertThat(documented)
                .containsExactlyElementsOf(new TreeSet<>(routes().stream()
                        .map(Route::template)
                        .filter(template -> !template.endsWith("/history")) // each object's, in a section of its own
                        .toList()));
    }
}
