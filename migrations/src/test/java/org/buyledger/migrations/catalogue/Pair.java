package org.buyledger.migrations.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Two schemas, as scripts. */
record Pair(String name, String one, String other) {
    /** All of the file pairs.sql. */
    static List<Pair> all() throws IOException {
        try (InputStream file = Pair.class.getResourceAsStream("/catalogue/pairs.sql")) {
            String text = new String(file == null ? new byte[0] : file.readAllBytes(), StandardCharsets.UTF_8);
            List<Pair> pairs = new ArrayList<>();
            for (String part : text.split("(?m)^-- pair: ", -1)) {
                if (!part.isBlank()) {
                    String[] scripts = part.split("(?m)^==", -1);
                    pairs.add(new Pair(scripts[0].strip(), scripts[1].strip(), scripts[2].strip()));
                }
            }
            return pairs;
        }
    }

    Pair reversed() {
        return new Pair(name + ", backwards", other, one);
    }
}
