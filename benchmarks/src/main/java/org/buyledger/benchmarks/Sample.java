package org.buyledger.benchmarks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** What there is to say of them in JSON. */
    @JsonValue
    public Map<String, Double> summary() {
        Map<String, Double> summary = new LinkedHashMap<>();
        summary.put("min", min());
        summary.put("p50", median());
        summary.put("p90", percentile(90));
        summary.put("p99", percentile(99));
        summary.put("max", max());
        return summary;
    }

    public int size() {
        return sorted.length;
    }
}
