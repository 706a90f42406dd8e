package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** The log of a child. */
final class LogFile {
    private static final int TAIL_BYTES = 64 * 1024;
    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|PANIC|Error|error:)|Exception|Caused by:");
    private static final Pattern TRACE = Pattern.compile("^\\s+(at|\\.\\.\\.)\\s.*");

    private LogFile() {}

    /** Begins a new log and keeps the one before as {@code .1}, so that the two never grow beyond what two runs write. */
    static void roll(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last line of a log that speaks of an error; where none does, the last line. */
    static String lastError(Path log) {
        try {
            return lastErrorIn(tail(log));
        } catch (IOException e) {
            return "nothing that can be read";
        }
    }

    /** The same of a text. */
    static String lastErrorIn(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !TRACE.matcher(line).matches())
                .toList();
        return lines.stream()
                .filter(line -> ERROR.matcher(line).find())
                .reduce((before, line) -> line)
                .or(() -> lines.stream().reduce((before, line) -> line))
                .orElse("nothing")
                .strip();
    }

    private static String tail(Path log) throws IOException {
        try (FileChannel file = FileChannel.open(log)) {
            long start = Math.max(0, file.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - start));
            while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) >= 0) {
                // until its end
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }
}
