package org.buyledger.projector;

import java.time.Duration;

/** How long to wait before the next try: twice as long after each failure, and shortest again once work went well. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    /** @param longest the most to wait, and how long work has to last to have gone well */
    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        next = first;
    }

    /**
     * The wait after a try that has failed, or has found nothing to do.
     *
     * @param worked how long the try lasted
     */
    Duration after(Duration worked) {
        Duration pause = worked.compareTo(longest) >= 0 ? first : next;
        Duration twice = pause.multipliedBy(2);
        next = twice.compareTo(longest) > 0 ? longest : twice;
        return pause;
    }
}
