package org.buyledger.projector.rebuild;

import java.util.List;
import java.util.Map;

/**
 * What a rebuild would do.
 *
 * @param tables which it makes again, with what the live ones have
 * @param events how many offsets of the events topic it folds
 * @param seconds how long it would take, about
 * @param bytes how much space the new tables would take beside the old ones, about
 * @param measured whether the time is that of an earlier rebuild, by events; else it is a guess
 */
public record Plan(
        List<TableSize> tables, long events, long seconds, long bytes, boolean measured, Map<Integer, Long> ends) {
    /**
     * A table as it is now.
     *
     * @param rows how many there are, about
     * @param bytes with its indexes
     */
    public record TableSize(String name, long rows, long bytes) {}
}
