package org.buyledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.buyledger.operations.OpenApi;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contracts pass the linters of others, where those are on the PATH: {@code npm install -g @redocly/cli @stoplight/spectral-cli}. */
class ContractLintTest {
    private static final Path SPECTRAL =
            Path.of("src/test/resources/openapi/spectral.yaml").toAbsolutePath();

    @ParameterizedTest
    @CsvSource({"redocly, query", "redocly, commands", "spectral, query", "spectral, commands"})
    void a_linter_finds_nothing(String linter, String api, @TempDir Path folder) throws Exception {
        assumeTrue(isThere(linter), linter + " is not on the PATH");
        Path contract = Files.write(
                folder.resolve(api + ".json"), OpenApi.of("openapi/" + api).json());
        List<String> command = new ArrayList<>(List.of(linter, "lint", contract.toString()));
        if (linter.equals("spectral")) {
            command.addAll(List.of("--ruleset", SPECTRAL.toString(), "--fail-severity", "hint"));
        } else {
            command.addAll(List.of("--max-problems", "1000"));
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContainPattern("[1-9][0-9]* warning");
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
