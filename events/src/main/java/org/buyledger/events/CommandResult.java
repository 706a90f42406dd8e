package org.buyledger.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of one command; every command gets exactly one for each time that it was sent.
 *
 * @param commandId the {@code ce_id} of the command
 * @param outcome see {@link Outcome}
 * @param replayed true when the answer is the one that this command id or idempotency key got before
 * @param position the tenant's sequence number of the last event of the command: the read-your-writes token; null when
 *     nothing was written
 * @param events what the command caused, in order
 * @param response the AdCP answer of an AdCP task, or the changed object's id and revision
 * @param error why it was refused; null exactly when {@code response} is there
 */
public record CommandResult(
        String commandId,
        Outcome outcome,
        @Nullable Boolean replayed,
        @Nullable Long position,
        List<EventRef> events,
        @Nullable JsonNode response,
        @Nullable Failure error) {

    /** The {@code ce_type} of results. */
    public static final String TYPE = WireTypes.PREFIX + "command.result.v1";

    /** What became of a command. */
    public enum Outcome {
        /** Its events are in the log. */
        @JsonProperty("accepted")
        ACCEPTED,
        /** It waits for a person; the answer names the task. */
        @JsonProperty("submitted")
        SUBMITTED,
        /** It changed nothing; {@code error} says why. */
        @JsonProperty("rejected")
        REJECTED,
        /** It was sent before; the answer is that of the first time. */
        @JsonProperty("duplicate")
        DUPLICATE;

        /** As it is written in JSON and in the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An event that a command caused.
     *
     * @param id the event's {@code ce_id}
     * @param type its full type name
     * @param subject the object, as {@code kind/id}
     * @param sequence its place in the tenant's ledger
     * @param revision the object's revision after it
     */
    public record EventRef(String id, String type, String subject, long sequence, long revision) {}
}
