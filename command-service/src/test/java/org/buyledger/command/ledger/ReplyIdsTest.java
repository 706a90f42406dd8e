package org.buyledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.buyledger.events.HeaderNames;
import org.buyledger.events.Topics;
import org.buyledger.events.client.EventCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyIdsTest {
    private final Outgoing event = outgoing(Topics.EVENTS);
    private final Outgoing result = outgoing(Topics.RESULTS);

    private static Outgoing outgoing(String topic) {
        return new Outgoing(topic, null, new byte[0], new RecordHeaders(), 0);
    }

    private static @Nullable String replyId(Outgoing record) {
        return EventCodec.text(record.headers(), HeaderNames.REPLY_ID);
    }

    private void copy(String replyId) {
        RecordHeaders command = new RecordHeaders();
        command.add(HeaderNames.REPLY_ID, EventCodec.utf8(replyId));
        ReplyIds.copy(command, List.of(event, result));
    }

    @Test
    void a_result_has_the_reply_id_of_its_command_and_an_event_has_not() {
        copy("my reply 1");

        assertThat(replyId(result)).isEqualTo("my reply 1");
        assertThat(replyId(event)).isNull();
    }

    @Test
    void a_reply_id_that_nobody_could_look_for_is_left_out() {
        copy("ä");
        copy("x".repeat(129));
        ReplyIds.copy(new RecordHeaders(), List.of(result));

        assertThat(replyId(result)).isNull();
    }
}
