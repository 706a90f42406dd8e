package org.buyledger.events.contracts;

import static org.buyledger.events.contracts.Channel.Header.always;
import static org.buyledger.events.contracts.Channel.Header.sometimes;

import java.util.List;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import org.jspecify.annotations.Nullable;

/**
 * A topic as its readers and writers see it.
 *
 * @param name what it is called in the document
 * @param action what Buyledger does with it: {@code send} or {@code receive}
 * @param family what is in it; null for bytes of any kind
 */
record Channel(
        String name,
        String topic,
        String action,
        String description,
        Contract.@Nullable Family family,
        List<Header> headers) {

    /** A header of a topic's records. */
    record Header(String name, String description, boolean required) {
        static Header always(String name, String description) {
            return new Header(name, description, true);
        }

        static Header sometimes(String name, String description) {
            return new Header(name, description, false);
        }
    }

    private static final Header CORRELATION =
            sometimes(HeaderNames.CORRELATION_ID, "what the command's sender gave to tie things together");

    static final List<Channel> ALL = List.of(
            new Channel(
                    "commands",
                    Topics.COMMANDS,
                    "receive",
                    "Wishes. Any producer with a token may write here; each gets one result.",
                    Contract.Family.COMMANDS,
                    List.of(
                            always(HeaderNames.ID, "the command's id, unique in the tenant"),
                            always(HeaderNames.TYPE, "the type"),
                            always(HeaderNames.AUTHORIZATION, "Bearer, a space and the sender's token"),
                            CORRELATION,
                            sometimes(HeaderNames.REPLY_ID, "1 to 128 printable ASCII characters; on the result again"),
                            sometimes(HeaderNames.CONTENT_TYPE, "application/json"))),
            new Channel(
                    "events",
                    Topics.EVENTS,
                    "send",
                    "What happened: the audit log, kept for ever. Read it with isolation.level=read_committed.",
                    Contract.Family.EVENTS,
                    List.of(
                            always(HeaderNames.CONTENT_TYPE, "application/json"),
                            always(HeaderNames.SPEC_VERSION, "1.0"),
                            always(HeaderNames.ID, "the command's id, a dot, and the place among its events from 1"),
                            always(HeaderNames.TYPE, "the type"),
                            always(HeaderNames.SOURCE, "/tenants/ and the tenant's id"),
                            always(HeaderNames.SUBJECT, "the object, as kind/id"),
                            always(HeaderNames.TIME, "when it was decided, UTC"),
                            always(HeaderNames.SEQUENCE, "the tenant's count of events, as 19 digits"),
                            always(HeaderNames.REVISION, "the object's count of events"),
                            always(HeaderNames.ACTOR, "principal:<id>, user:<id>, root:operator or system:clock"),
                            always(HeaderNames.CAUSATION_ID, "the id of the command"),
                            CORRELATION,
                            always(HeaderNames.PREVIOUS_HASH, "the hash of the tenant's event before"),
                            always(HeaderNames.HASH, "this event's hash"))),
            new Channel(
                    "results",
                    Topics.RESULTS,
                    "send",
                    "What became of each command; find yours by ce_causationid.",
                    Contract.Family.RESULTS,
                    List.of(
                            always(HeaderNames.CONTENT_TYPE, "application/json"),
                            always(HeaderNames.SPEC_VERSION, "1.0"),
                            always(HeaderNames.ID, "the command's id, and .result"),
                            always(HeaderNames.TYPE, "the type"),
                            always(HeaderNames.SOURCE, "/command-service"),
                            always(HeaderNames.TIME, "when it was decided, UTC"),
                            always(HeaderNames.CAUSATION_ID, "the command's id"),
                            CORRELATION,
                            sometimes(HeaderNames.REPLY_ID, "the command's, where it had one"),
                            sometimes(HeaderNames.ACTOR, "who sent it; absent when that is not known"))),
            new Channel(
                    "deadLetters",
                    Topics.DEAD_LETTERS,
                    "send",
                    "Commands that could not be read, or met a bug: as they came, without the token.",
                    null,
                    List.of(
                            always("error_code", "as in a result"),
                            always("error_message", "what was wrong"),
                            always("error_source", "topic/partition/offset of the command"),
                            always("error_time", "when it was read, UTC"))));
}
