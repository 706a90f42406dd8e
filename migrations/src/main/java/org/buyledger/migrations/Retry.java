package org.buyledger.migrations;

import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a step again when it did not get its locks in time. */
final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    /** lock_not_available and deadlock_detected: nothing is wrong but the moment. */
    private static final Set<String> TRANSIENT = Set.of("55P03", "40P01");

    private Retry() {}

    /**
     * Runs a step that leaves nothing behind when it fails.
     *
     * @param cleanUp what makes that true, run before each new try
     */
    static void onLock(Patience patience, Runnable cleanUp, Runnable step) {
        Duration pause = patience.pause();
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                if (attempt >= patience.attempts() || !isTransient(e)) {
                    throw e;
                }
                LOG.warn(
                        "Others hold the tables ({}); trying again in {} ms, {} of {} tries are left",
                        ServerMessage.of(e),
                        pause.toMillis(),
                        patience.attempts() - attempt,
                        patience.attempts());
            }
            MigrationLock.pause(pause);
            pause = pause.multipliedBy(2);
            cleanUp.run();
        }
    }

    static boolean isTransient(Throwable failure) {
        return ServerMessage.state(failure).filter(TRANSIENT::contains).isPresent();
    }
}
