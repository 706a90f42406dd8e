package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What squawk, which reads SQL, finds in the statements of lint/cases.sql, our rules find too. Skipped where it is not on the PATH. */
class SquawkComparisonTest {
    private static final Pattern RULE_NAME = Pattern.compile("\"rule_name\":\\s*\"([^\"]+)\"");

    /** Its rules, and those of ours any of which says the same. */
    private static final Map<String, Set<String>> SAME = Map.ofEntries(
            Map.entry("adding-field-with-default", Set.of("table-rewrite")),
            Map.entry("adding-foreign-key-constraint", Set.of("validated-foreign-key")),
            Map.entry("adding-not-nullable-field", Set.of("set-not-null")),
            Map.entry("adding-required-field", Set.of("required-column")),
            Map.entry("adding-serial-primary-key-field", Set.of("constraint-builds-index")),
            Map.entry("ban-alter-domain-with-add-constraint", Set.of("domain-with-constraint")),
            Map.entry("ban-char-field", Set.of("char-column")),
            Map.entry("ban-create-domain-with-constraint", Set.of("domain-with-constraint")),
            Map.entry("ban-drop-column", Set.of("drop-column")),
            Map.entry("ban-drop-not-null", Set.of("drop-not-null")),
            Map.entry("ban-drop-table", Set.of("drop-table")),
            Map.entry("ban-truncate-cascade", Set.of("truncate")),
            Map.entry("changing-column-type", Set.of("change-type")),
            Map.entry(
                    "constraint-missing-not-valid",
                    Set.of("validated-foreign-key", "validated-check", "constraint-builds-index")),
            Map.entry("disallowed-unique-constraint", Set.of("constraint-builds-index")),
            Map.entry("identifier-too-long", Set.of("long-name")),
            Map.entry("prefer-identity", Set.of("serial-column")),
            Map.entry("prefer-timestamp-tz", Set.of("timestamp-without-time-zone")),
            Map.entry("renaming-column", Set.of("rename-column")),
            Map.entry("renaming-table", Set.of("rename-table")),
            Map.entry("require-concurrent-index-creation", Set.of("index-blocks-writes")),
            Map.entry("require-concurrent-index-deletion", Set.of("drop-index-blocks")),
            Map.entry("require-concurrent-partition-detach", Set.of("drop-index-blocks")),
            Map.entry("require-concurrent-reindex", Set.of("drop-index-blocks")),
            Map.entry("require-enum-value-ordering", Set.of("enum-value-unplaced")));

    /** Its rules that do not hold here at all. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "prefer-robust-stmts",
            "words make only an index repeatable: concurrently-not-repeatable; else a failed run says what is applied, and stamp",
            "require-lock-timeout",
            "the runner sets it for every revision",
            "require-statement-timeout",
            "the runner does not limit how long a statement works, only how long it waits",
            "prefer-bigint-over-int",
            "of all integers, only keys run out of numbers: small-key",
            "prefer-text-field",
            "a varchar that is widened costs nothing; one that is narrowed is change-type's");

    /** Its findings that do not hold here, by rule and case. */
    private static final Map<String, String> NOT_SO = Map.of(
            "ban-drop-table: drop what the same script made", "nobody can have used it",
            "renaming-table: put a new table in the place of none", "nobody can have used the old name",
            "changing-column-type: widen a text", "the server writes and reads no row",
            "adding-required-field: such a column where there is none yet", "the table is new and empty");

    @TempDir
    Path folder;

    @Test
    void what_squawk_finds_for_a_reason_that_holds_here_we_find() throws IOException, InterruptedException {
        Optional<Path> squawk = squawk();
        assumeTrue(squawk.isPresent(), "squawk is not on the PATH (npm install --global squawk-cli)");
        List<String> missed = new ArrayList<>();
        Set<String> met = new TreeSet<>();
        for (LintCase one : LintCase.all()) {
            for (String rule : rules(squawk.get(), one)) {
                met.add(rule);
                String finding = rule + ": " + one.name();
                boolean isNone = NOT_HERE.containsKey(rule) || NOT_SO.containsKey(finding);
                if (!isNone && SAME.getOrDefault(rule, Set.of()).stream().noneMatch(one.finds()::contains)) {
                    missed.add(finding + ": " + one.sql().strip());
                }
            }
        }
        assertThat(missed).isEmpty();
        // That it said anything at all: each of its rules above is met in some case.
        assertThat(met).containsAll(SAME.keySet());
    }

    private static Optional<Path> squawk() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "squawk"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Set<String> rules(Path squawk, LintCase one) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("case.sql"), one.sql());
        List<String> command =
                new ArrayList<>(List.of(squawk.toString(), "--reporter", "Json", "--pg-version", "18.0"));
        if (one.inTransaction()) {
            command.add("--assume-in-transaction");
        }
        command.add(file.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code; %s", answer).isBetween(0, 1);
        return RULE_NAME
                .matcher(answer)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
