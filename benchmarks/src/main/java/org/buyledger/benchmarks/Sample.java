package org.buyledger.benchmarks;

import java.util.Arrays;

/** Measured values of one kind. */
public final class Sample {
    private final double[] sorted;

    /** At least one value, in any order. */
    public Sample(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** The smallest value that at least {@code percent} of 100 values do not exceed; the exact one, not interpolated. */
    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    public double median() {
        return percentile(50);
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public int size() {
        return sorted.length;
    }
}
