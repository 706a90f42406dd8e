package org.buyledger.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page says of each rule what the program says. */
class RuleTest {
    private static final Path PAGE = Path.of("..", "docs", "migrations.md");

    @Test
    void the_page_has_all_rules_in_their_order() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("<!-- lint-rules -->"))
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Rule.values())
                        .map(rule -> "| `%s` | %s | %s |".formatted(rule.title(), rule.happens(), rule.safe()))
                        .toList());
    }
}
