package org.buyledger.benchmarks.decide;

/**
 * A command of the story that the benchmark is prepared with.
 *
 * @param title what the results call it; empty where it only prepares for others and is not measured
 * @param tenant whose it is
 * @param id the command's
 * @param type its short type, such as {@code create_media_buy.v1}
 * @param payload JSON
 */
record Sent(String title, String tenant, String id, String type, String payload) {
    /** A command that is not measured itself. */
    static Sent before(String tenant, String id, String type, String payload) {
        return new Sent("", tenant, id, type, payload);
    }
}
