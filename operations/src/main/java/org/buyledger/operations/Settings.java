package org.buyledger.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The settings of one process, checked when they are read. */
public final class Settings {
    /** The one variable without our prefix, because its name is known from the systems that ours follows. */
    public static final String SKIP_MIGRATIONS = "SKIP_MIGRATIONS";

    private final Map<String, String> environment;

    /**
     * Takes an environment.
     *
     * @throws BadSetting when it holds a {@code BUYLEDGER_} variable that does not exist
     */
    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        for (String variable : environment.keySet()) {
            if (variable.startsWith(Setting.PREFIX)
                    && Arrays.stream(Setting.values())
                            .noneMatch(s -> s.variable().equals(variable))) {
                throw new BadSetting(variable + " is not a setting; did you mean " + nearest(variable)
                        + "? --help lists all of them.");
            }
        }
    }

    public String text(Setting setting) {
        return optional(setting)
                .orElseThrow(() -> new BadSetting(setting.variable() + " is not set: " + setting.meaning() + "."));
    }

    public Optional<String> optional(Setting setting) {
        String value = environment.get(setting.variable());
        return value == null || value.isBlank() ? Optional.ofNullable(setting.fallback()) : Optional.of(value.strip());
    }

    /** A whole number within bounds. */
    public int number(Setting setting, int least, int most) {
        String value = text(setting);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadSetting("%s is '%s' and must be a whole number from %d to %d."
                .formatted(setting.variable(), value, least, most));
    }

    /** True or false, in any case of letters. */
    public boolean flag(Setting setting) {
        String value = text(setting);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new BadSetting("%s is '%s' and must be true or false.".formatted(setting.variable(), value));
        };
    }

    public int port(Setting setting) {
        return number(setting, 0, 65535);
    }

    /** The stripped content of the file that a setting names; empty when the setting is not given. */
    public Optional<String> secret(Setting file) {
        return optional(file).map(path -> {
            try {
                return Files.readString(Path.of(path)).strip();
            } catch (IOException e) {
                throw new BadSetting("%s names %s, which cannot be read: %s.".formatted(file.variable(), path, e));
            }
        });
    }

    /** The database password, from its file or its variable; empty when neither is given. */
    public String databasePassword() {
        return secret(Setting.DB_PASSWORD_FILE)
                .or(() -> optional(Setting.DB_PASSWORD))
                .orElse("");
    }

    /** Whether the projector must leave the schema alone: SKIP_MIGRATIONS is {@code true}, in any case of letters. */
    public boolean skipsMigrations() {
        String value = environment.getOrDefault(SKIP_MIGRATIONS, "false").strip();
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new BadSetting(SKIP_MIGRATIONS + " is '" + value + "' and must be true or false.");
        };
    }

    /** What every Kafka client of this process is configured with. */
    public Map<String, Object> kafka() {
        Map<String, Object> config = new HashMap<>();
        optional(Setting.KAFKA_CONFIG_FILE).ifPresent(file -> {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(Path.of(file))) {
                properties.load(reader);
            } catch (IOException e) {
                throw new BadSetting("%s names %s, which cannot be read: %s."
                        .formatted(Setting.KAFKA_CONFIG_FILE.variable(), file, e));
            }
            properties.forEach((key, value) -> config.put(key.toString(), value));
        });
        config.put("bootstrap.servers", text(Setting.KAFKA_BOOTSTRAP));
        return config;
    }

    private static String nearest(String variable) {
        return Arrays.stream(Setting.values())
                .map(Setting::variable)
                .min(Comparator.comparingInt(known -> distance(known, variable)))
                .orElseThrow();
    }

    /** Levenshtein's distance: how many letters have to be put in, taken out or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
