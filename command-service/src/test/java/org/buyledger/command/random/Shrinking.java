package org.buyledger.command.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence small, by delta debugging: leaves out ever smaller parts as long as what is left still fails. */
final class Shrinking {
    private Shrinking() {}

    /** A part of the sequence, in its order, that fails and of which no single element can be left out. */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> rest = failing;
        int size = Math.max(1, rest.size() / 2);
        while (true) {
            boolean smaller = false;
            for (int at = 0; at < rest.size(); ) {
                List<T> without = without(rest, at, size);
                if (fails.test(without)) {
                    rest = without;
                    smaller = true;
                } else {
                    at += size;
                }
            }
            if (size == 1 && !smaller) {
                return rest;
            }
            size = Math.max(1, size / 2);
        }
    }

    private static <T> List<T> without(List<T> all, int from, int count) {
        List<T> some = new ArrayList<>(all.subList(0, from));
        some.addAll(all.subList(Math.min(all.size(), from + count), all.size()));
        return some;
    }
}
