package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements, and the rules that find something in them.
 *
 * @param inTransaction whether they are one transaction, else each is its own
 */
record LintCase(String name, boolean inTransaction, Set<String> finds, String sql) {
    private static final Pattern CASE = Pattern.compile("(.*)\n(-- outside\n)?-- finds:(.*)\n([^\\x00]*)");

    /** All of the file cases.sql; they are for the tables of base.sql. */
    static List<LintCase> all() throws IOException {
        return Arrays.stream(resource("cases.sql").split("(?m)^-- lint: ", -1))
                .filter(text -> !text.isBlank())
                .map(LintCase::parse)
                .toList();
    }

    private static LintCase parse(String text) {
        Matcher parts = CASE.matcher(text);
        assertThat(parts.matches()).as(text).isTrue();
        return new LintCase(
                parts.group(1),
                parts.group(2) == null,
                Arrays.stream(parts.group(3).split(",", -1))
                        .map(String::strip)
                        .filter(rule -> !rule.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)),
                parts.group(4));
    }

    static String resource(String name) throws IOException {
        try (InputStream file = LintCase.class.getResourceAsStream("/lint/" + name)) {
            return new String(file == null ? new byte[0] : file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
