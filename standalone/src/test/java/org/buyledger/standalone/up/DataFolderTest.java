package org.buyledger.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void a_new_folder_is_for_its_owner_alone_and_can_be_opened_again() throws Exception {
        Path path = temporary.resolve("new").resolve("one");
        DataFolder.open(path).close();
        DataFolder.open(path).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_folder_with_other_files_is_left_alone() throws IOException {
        Files.writeString(temporary.resolve("letter.txt"), "Dear");

        assertRefused(temporary, temporary + " holds other files;");
        assertThat(temporary).isDirectoryNotContaining("glob:**/lock");
    }

    @Test
    void a_file_is_no_folder() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertRefused(file, file + " is not a folder;");
        assertRefused(file.resolve("x"), "cannot be used (" + file + ": not a folder);");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named_with_the_reason() {
        assertRefused(Path.of("/proc/buyledger"), "cannot be used (/proc/buyledger: ");
    }

    @Test
    void a_comma_would_part_the_path_for_kafka() {
        assertRefused(temporary.resolve("a,b"), "comma");
    }

    private static void assertRefused(Path path, String sentence) {
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.exitCode()).isEqualTo(ExitCode.DATA_FOLDER))
                .hasMessageContaining(sentence)
                .hasMessageContaining("--data");
    }
}
