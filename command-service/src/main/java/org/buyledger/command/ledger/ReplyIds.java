package org.buyledger.command.ledger;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;

/**
 * Gives a result the reply id of the command record that it answers, so that its sender knows it from the answer to somebody
 * else who used the same command id.
 */
final class ReplyIds {
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,128}");

    private ReplyIds() {}

    /** Does nothing where the command has none, or one that nobody could look for. */
    static void copy(Headers command, List<Outgoing> records) {
        String replyId = EventCodec.text(command, HeaderNames.REPLY_ID);
        if (replyId == null || !PRINTABLE.matcher(replyId).matches()) {
            return;
        }
        for (Outgoing record : records) {
            if (record.topic().equals(Topics.RESULTS)) {
                record.headers().add(HeaderNames.REPLY_ID, EventCodec.utf8(replyId));
            }
        }
    }
}
