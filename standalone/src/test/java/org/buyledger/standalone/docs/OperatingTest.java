package org.buyledger.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.buyledger.operations.ServiceProcess;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import org.junit.jupiter.api.Test;

/** docs/operating.md lists every setting and every exit code; {@code SpineIT} compares its metrics with those there are. */
class OperatingTest {
    private static final String BUILD_FAILED = "6";
    private static final String TERMINATED = "143";

    private final Page page = Page.of("operating.md");

    OperatingTest() throws IOException {}

    @Test
    void every_setting_is_listed_as_help_lists_it() {
        List<List<String>> expected = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            expected.add(List.of(
                    setting.variable(),
                    Objects.requireNonNullElse(setting.fallback(), ""),
                    setting.readers(),
                    setting.meaning()));
        }
        List<List<String>> rows = new ArrayList<>(page.table("settings"));
        List<String> skipMigrations = rows.removeLast();

        assertThat(rows).isEqualTo(expected);
        assertThat(skipMigrations).startsWith(Settings.SKIP_MIGRATIONS, "false", "projector");
        assertThat(Setting.help()).contains(skipMigrations.getLast());
    }

    @Test
    void every_exit_code_of_the_command_is_listed() throws IllegalAccessException {
        TreeSet<String> expected = new TreeSet<>(List.of(BUILD_FAILED));
        for (Field code : ExitCode.class.getFields()) {
            expected.add(Integer.toString(code.getInt(null)));
        }

        assertThat(page.column("exit-codes", 0)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_exit_code_of_the_services_is_listed() {
        assertThat(page.column("service-exit-codes", 0))
                .containsExactlyElementsOf(Arrays.asList(
                        Integer.toString(ServiceProcess.FAILED),
                        Integer.toString(ServiceProcess.BAD_SETTING),
                        TERMINATED));
    }
}
