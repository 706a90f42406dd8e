package org.buyledger.projector.verify;

/**
 * The first thing that is wrong with a tenant's chain.
 *
 * @param tenant the key of the record, empty where it has none
 * @param kind what is wrong
 * @param sequence the number of the event that is not as it must be; of a missing one, which it would have; 0 where the
 *     record has none
 * @param partition where the record stands by which it was found out
 * @param offset likewise
 * @param what a sentence for people, without a full stop
 */
public record ChainFault(String tenant, Kind kind, long sequence, int partition, long offset, String what) {

    /** What can be wrong. */
    public enum Kind {
        /** Its hash is not that of its headers and payload. */
        CHANGED,
        /** It is whole, but was written after another event than the one before it: one of the two was written anew. */
        UNLINKED,
        /** It is nowhere in the log. */
        MISSING,
        /** There was an event of its number already. */
        DUPLICATED,
        /** It stands after an event that has a higher number. */
        REORDERED,
        /** It is on another partition than its tenant's. */
        MISPLACED,
        /** It is no event of command-service. */
        FOREIGN;
    }
}
