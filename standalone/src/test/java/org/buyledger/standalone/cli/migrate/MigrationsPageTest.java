package org.buyledger.standalone.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.standalone.cli.migrate.Workshop.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/migrations.md: its commands exist, those under a mark do what they say, and its exit codes are those of help. */
class MigrationsPageTest {
    private static final Path PAGE = Path.of("../docs/migrations.md");
    private static final String COMMAND = "    buyledger migrate ";

    @TempDir
    Path temporary;

    static List<String> commands() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(COMMAND))
                .toList();
    }

    /** Without what is for the shell; a quoted text is one word. */
    private static String[] words(String line) {
        String command = line.substring(COMMAND.length()).replaceFirst("\\s+[#>].*", "");
        List<String> words = new ArrayList<>();
        String[] parts = command.split("\"", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                words.add(parts[i]);
            } else if (!parts[i].isBlank()) {
                words.addAll(List.of(parts[i].strip().split("\\s+", -1)));
            }
        }
        return words.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_is_one(String line) {
        assertThat(MigrateCommand.commandLine("").parseArgs(words(line)).hasSubcommand())
                .isTrue();
    }

    @Test
    void commands_under_a_mark_succeed_one_after_another() throws IOException {
        Workshop shop = new Workshop(temporary).line();
        List<String> lines = Files.readAllLines(PAGE);
        int run = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).equals("<!-- run -->")) {
                continue;
            }
            for (String line : lines.subList(i + 2, lines.size()).stream()
                    .takeWhile(one -> one.startsWith(COMMAND))
                    .toList()) {
                Said said = shop.migrate(words(line));
                assertThat(said.exitCode()).as(line + said.err()).isEqualTo(line.contains("--check-heads") ? 1 : 0);
                run++;
            }
        }
        assertThat(run).isGreaterThan(10);
        assertThat(shop.migrate("current").lines()).containsExactly("c (head), make c");
    }

    @Test
    void exit_codes_are_those_of_help() throws IOException {
        String help = new Workshop(temporary).migrate("upgrade", "--help").out().replaceAll("\\s+", " ");
        List<String> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("<!-- migrate-exit-codes -->"))
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows).hasSize(3);
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            assertThat(help).contains(cells[1].strip() + " " + cells[2].strip());
        }
    }
}
