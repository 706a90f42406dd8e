package org.buyledger.migrations.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One SQL file of a revision.
 *
 * @param file its name, without a folder
 * @param text all of it, without a byte order mark
 * @param inTransaction false where a file {@code <name>.conf} beside it says {@code executeInTransaction=false}
 */
public record Script(String file, String text, boolean inTransaction) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern LINE_COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern BLOCK_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    /** A byte order mark, which some editors put before the text, is no part of it. */
    public Script {
        text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** What Flyway keeps as the checksum: the CRC-32 of the lines without their ends. */
    public int checksum() {
        CRC32 crc = new CRC32();
        for (String line : lines()) {
            crc.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return (int) crc.getValue();
    }

    /** The SHA-256 of the lines, each ended by a newline, so that the ends which an editor chose do not matter; in hex. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines()) {
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether there is nothing in it but comments. */
    public boolean isEmpty() {
        return sql().isBlank();
    }

    /** The text without comments; strings that look like comments go too, so this is for looking, not for running. */
    public String sql() {
        return LINE_COMMENT
                .matcher(BLOCK_COMMENT.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    private List<String> lines() {
        return text.lines().toList();
    }
}
