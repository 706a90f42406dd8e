package org.buyledger.command.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says in AdCP's terms, and without the names of our classes, why a payload does not fit its command. */
final class Faults {
    private static final Pattern MISSING = Pattern.compile("Missing required creator property '([^']+)'");

    private Faults() {}

    static Failure failure(DatabindException fault) {
        String pointer = pointer(fault);
        Matcher missing = MISSING.matcher(fault.getOriginalMessage());
        if (missing.find()) {
            String field = pointer.endsWith("/" + missing.group(1)) ? pointer : pointer + "/" + missing.group(1);
            return of(field, missing.group(1) + " is missing.", "Give it.");
        }
        Throwable cause = fault.getCause();
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return of(pointer, sentence(cause.getMessage()), "Correct the value.");
        }
        if (fault instanceof MismatchedInputException mismatch) {
            // A string may have been meant as a secret, and refusals are kept for ever.
            String value = mismatch instanceof InvalidFormatException format && mismatch.getTargetType() != String.class
                    ? ", not " + shown(format.getValue())
                    : "";
            return mismatch.getTargetType() == Instant.class
                    ? of(pointer, "The value " + fault.getOriginalMessage() + ".", "Correct the value.")
                    : of(
                            pointer,
                            "The value must be " + wanted(mismatch.getTargetType()) + value + ".",
                            "Correct the value.");
        }
        return of(pointer, "The value does not fit.", "Compare it with docs/message-formats.md.");
    }

    private static Failure of(String pointer, String message, String suggestion) {
        return Failure.of(ErrorCode.INVALID_REQUEST, pointer.isEmpty() ? null : pointer, message, suggestion);
    }

    private static String pointer(DatabindException fault) {
        StringBuilder pointer = new StringBuilder();
        for (Reference step : fault.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "'";
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> Json.COMMANDS.valueToTree(constant).asString())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == BigDecimal.class || type == Double.class) {
            return "a number";
        }
        if (type == Long.class || type == Integer.class) {
            return "a whole number";
        }
        if (type == String.class) {
            return "a string";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() && type.getRecordComponents().length == 1
                ? "a string"
                : Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another kind";
    }
}
