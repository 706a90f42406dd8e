package org.buyledger.standalone.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;

/** The settings of a command that works on the database. */
public final class CommandSettings {
    private CommandSettings() {}

    /**
     * Those of the environment; where no password is given, it is that of the folder which `up` uses by default.
     *
     * @param home where the launcher is
     */
    public static Settings of(Map<String, String> environment, Path home) {
        Map<String, String> variables = new HashMap<>(environment);
        Path kept = home.resolve(".buyledger").resolve("postgres.password");
        boolean given = variables.containsKey(Setting.DB_PASSWORD.variable())
                || variables.containsKey(Setting.DB_PASSWORD_FILE.variable());
        if (!given && Files.isReadable(kept)) {
            variables.put(Setting.DB_PASSWORD_FILE.variable(), kept.toString());
        }
        return new Settings(variables);
    }
}
