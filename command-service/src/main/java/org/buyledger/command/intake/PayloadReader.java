package org.buyledger.command.intake;

import java.util.HexFormat;
import java.util.Optional;
import org.buyledger.events.CanonicalJson;
import org.buyledger.events.Command;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.node.ObjectNode;

/** Reads the payload of a command: text to tree to record, and says where and why when it does not fit. */
public final class PayloadReader {
    private PayloadReader() {}

    /** A payload as far as it could be read without knowing the command. */
    public sealed interface Payload {
        /** The hash by which a repeated command is known, 64 hex digits. */
        String sha256();

        /** A JSON object that can be stored. */
        record Intact(ObjectNode tree, String sha256) implements Payload {}

        /** Something else. */
        record Broken(Failure failure, String sha256) implements Payload {}
    }

    /** A command, or why the payload is not one. */
    public sealed interface Read {
        record Understood(Command command) implements Read {}

        record Refused(Failure failure) implements Read {}
    }

    public static Payload payload(byte[] data) {
        try {
            if (Json.COMMANDS.readTree(data) instanceof ObjectNode tree) {
                return new Payload.Intact(tree, hex(CanonicalJson.requestHash(tree)));
            }
            return broken(data, "The payload is not a JSON object.", "Send an object.");
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            return broken(data, "The payload is not JSON: " + e.getOriginalMessage() + where + ".", "Mend the JSON.");
        } catch (CanonicalJson.NotCanonical e) {
            return broken(data, "The payload cannot be kept: " + e.getMessage() + ".", "Change that value.");
        }
    }

    private static Payload broken(byte[] data, String message, String suggestion) {
        return new Payload.Broken(
                Failure.of(ErrorCode.INVALID_REQUEST, "value", message, suggestion), hex(Sha256.of(data)));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** Reads the payload as a command of a kind. */
    public static Read read(ObjectNode tree, Class<? extends Command> kind) {
        Optional<String> forbiddenNull = ExplicitNulls.find(tree, kind);
        if (forbiddenNull.isPresent()) {
            return refused(forbiddenNull.get(), "The value is null.", "Leave the field out, or give a value.");
        }
        try {
            return new Read.Understood(Json.COMMANDS.treeToValue(tree, kind));
        } catch (DatabindException e) {
            return new Read.Refused(Faults.failure(e));
        }
    }

    private static Read refused(String field, String message, String suggestion) {
        return new Read.Refused(Failure.of(ErrorCode.INVALID_REQUEST, field, message, suggestion));
    }
}
