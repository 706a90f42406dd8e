package org.buyledger.migrations.lint;

import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param text as it stands there, without its semicolon
 * @param words the same in capitals, without comments and without what stands between quotes, each gap being one space
 * @param line where it begins in the script; the first is 1
 */
public record ScriptStatement(String text, String words, int line) {
    private static final Pattern PLACED = Pattern.compile("\\b(BEFORE|AFTER)\\b");

    boolean startsWith(String some) {
        return words.startsWith(some);
    }

    boolean isConcurrent() {
        return words.contains(" CONCURRENTLY");
    }

    boolean isTruncate() {
        return words.startsWith("TRUNCATE");
    }

    /** Whether a value of an enum is given its place. */
    boolean isPlaced() {
        return PLACED.matcher(words).find();
    }
}
