package org.buyledger.standalone.up;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics of several services as one text in Prometheus' format 0.0.4, in which a family may be described only once
 * and its samples must stand together.
 */
final class Exposition {
    private final Map<String, Family> families = new LinkedHashMap<>();

    private static final class Family {
        private final StringBuilder samples = new StringBuilder();
        private final Map<String, String> descriptions = new LinkedHashMap<>();
    }

    /** Adds what one service answers; the first to describe a family describes it for all. */
    void add(String text) {
        String name = "";
        for (String line : text.lines().toList()) {
            String[] word = line.split("[ {]", 4);
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                name = word[2];
                family(name).descriptions.putIfAbsent(word[1], line);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                if (!belongs(word[0], name)) {
                    name = word[0];
                }
                family(name).samples.append(line).append('\n');
            }
        }
    }

    private Family family(String name) {
        return families.computeIfAbsent(name, key -> new Family());
    }

    /** A family's samples bear its name, those of histograms and summaries with an ending. */
    private static boolean belongs(String sample, String family) {
        if (family.isEmpty() || !sample.startsWith(family)) {
            return false;
        }
        return switch (sample.substring(family.length())) {
            case "", "_bucket", "_sum", "_count", "_total", "_max", "_created" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Family family : families.values()) {
            family.descriptions.values().forEach(line -> text.append(line).append('\n'));
            text.append(family.samples);
        }
        return text.toString();
    }
}
