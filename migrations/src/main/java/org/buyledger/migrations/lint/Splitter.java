package org.buyledger.migrations.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a script apart at its semicolons, but those in quotes, comments, parentheses and SQL bodies of functions. What is never
 * closed reaches to the end; the server will say so.
 */
public final class Splitter {
    private static final Pattern DOLLAR_QUOTE =
            Pattern.compile("\\$(?:[a-zA-Z_\\x{80}-\\x{10ffff}][a-zA-Z0-9_\\x{80}-\\x{10ffff}]*)?\\$");
    private static final Pattern BODY =
            Pattern.compile("CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE) .*\\bBEGIN ATOMIC");

    private final String text;
    private final List<ScriptStatement> statements = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private int at;
    private int start = -1;
    private int parentheses;
    private int blocks;

    private Splitter(String text) {
        this.text = text;
    }

    /** Its statements, without those that are empty. */
    public static List<ScriptStatement> split(String script) {
        return new Splitter(script).statements();
    }

    private List<ScriptStatement> statements() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                gap(after("\n", at));
            } else if (text.startsWith("/*", at)) {
                gap(afterComment());
            } else if (Character.isWhitespace(c)) {
                gap(at + 1);
            } else if (c == ';' && parentheses == 0 && blocks == 0) {
                end();
                at++;
            } else {
                if (start < 0) {
                    start = at;
                }
                token(c);
            }
        }
        end();
        return statements;
    }

    private void token(char c) {
        if (c == '\'') {
            quoted("''", afterQuote(c, at, false));
        } else if (c == '"') {
            quoted("\"\"", afterQuote(c, at, false));
        } else if (c == '$' && dollarQuote().lookingAt()) {
            Matcher quote = dollarQuote();
            String tag = quote.lookingAt() ? quote.group() : "";
            quoted("$$", after(tag, at + tag.length()));
        } else if (isWord(c)) {
            word();
        } else {
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            words.append(c);
            at++;
        }
    }

    private void word() {
        int end = at;
        while (end < text.length() && (isWord(text.charAt(end)) || text.charAt(end) == '$')) {
            end++;
        }
        String word = text.substring(at, end).toUpperCase(Locale.ROOT);
        if (word.equals("E") && end < text.length() && text.charAt(end) == '\'') {
            quoted("''", afterQuote('\'', end, true));
            return;
        }
        words.append(word);
        at = end;
        if (blocks > 0) {
            blocks += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
        } else if (word.equals("ATOMIC") && BODY.matcher(words).matches()) {
            blocks = 1;
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c >= 0x80;
    }

    private Matcher dollarQuote() {
        return DOLLAR_QUOTE.matcher(text).region(at, text.length());
    }

    /** Past what is quoted; a doubled quote does not end it. */
    private int afterQuote(char quote, int from, boolean escapes) {
        int end = from + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c != quote) {
                end += escapes && c == '\\' ? 2 : 1;
            } else if (text.startsWith(String.valueOf(quote), end + 1)) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return text.length();
    }

    private int afterComment() {
        int depth = 1;
        int end = at + 2;
        while (end < text.length() && depth > 0) {
            if (text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        }
        return end;
    }

    private int after(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private void quoted(String stands, int end) {
        words.append(stands);
        at = end;
    }

    private void gap(int end) {
        if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
        at = end;
    }

    private void end() {
        if (start >= 0) {
            int line = 1
                    + (int) text.substring(0, start)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            statements.add(new ScriptStatement(
                    text.substring(start, at).strip(), words.toString().strip(), line));
        }
        words.setLength(0);
        start = -1;
        parentheses = 0;
        blocks = 0;
    }
}
