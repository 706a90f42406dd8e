package org.buyledger.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.buyledger.migrations.catalogue.ModelFiles;
import org.junit.jupiter.api.Test;

/** Our own model: it is what our own revisions make. */
class ModelTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "db");

    @Test
    void it_is_what_the_revisions_make() throws Exception {
        Scratch scratch = Postgres.scratch();
        if ("record".equals(System.getProperty("model"))) {
            record(scratch);
        }

        assertThat(new Autogenerate(scratch, FOLDER, FOLDER.resolve("model")).check())
                .as("what differs; write the revision with `buyledger migrate revision --autogenerate`")
                .isEmpty();
    }

    private static void record(Scratch scratch) throws Exception {
        try (Scratch.Throwaway head = scratch.migrated(PackagedRevisions.load())) {
            Path model = Files.createDirectories(FOLDER.resolve("model"));
            for (Map.Entry<String, String> file :
                    ModelFiles.of(head.catalogue()).entrySet()) {
                Files.writeString(model.resolve(file.getKey()), file.getValue());
            }
        }
    }
}
