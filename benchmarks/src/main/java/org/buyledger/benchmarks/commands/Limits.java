package org.buyledger.benchmarks.commands;

import java.util.List;
import org.buyledger.benchmarks.Sample;

/**
 * The broker's own limit.
 *
 * @param produced commands a second that a producer sends, with nobody to read them
 * @param copied commands a second that are read and answered with records of the same number and size, undecided
 * @param transactionMillis one transaction alone
 * @param written what a command comes to, topic by topic
 */
record Limits(Sample produced, Sample copied, Sample transactionMillis, List<Written> written) {

    /**
     * What a command comes to in a topic.
     *
     * @param records for each command
     * @param bytes for each command, of keys, values and headers, before compression
     */
    record Written(String topic, double records, double bytes) {
        static Written of(Template template) {
            return new Written(template.topic(), template.perCommand(), template.bytesPerCommand());
        }
    }
}
