package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void a_secret_is_made_once_and_kept() throws IOException {
        Path file = folder.resolve("token");
        String secret = Secrets.keep(file);

        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(Secrets.keep(file)).isEqualTo(secret);
        assertThat(Secrets.keep(folder.resolve("other"))).isNotEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_empty_file_holds_none() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\n");

        assertThat(Secrets.keep(file)).hasSize(43);
    }
}
