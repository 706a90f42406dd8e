package org.buyledger.standalone.up;

import java.time.Duration;
import java.util.OptionalInt;

/** A started program. */
interface Running {
    ProcessHandle handle();

    /** Waits for its end; its exit status where that can be known. */
    OptionalInt await() throws InterruptedException;

    /** Asks it to end in order. */
    void stop();

    /** Ends it at once. */
    default void kill() {
        handle().destroyForcibly();
    }

    /** Waits for its end, no longer than this; false when it runs on. */
    boolean ends(Duration patience) throws InterruptedException;
}
