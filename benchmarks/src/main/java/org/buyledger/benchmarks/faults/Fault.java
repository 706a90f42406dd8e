package org.buyledger.benchmarks.faults;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.buyledger.benchmarks.Up;

/** What is done to a Buyledger at work. */
enum Fault {
    KILL_COMMAND_SERVICE(Up.COMMAND_SERVICE),
    KILL_PROJECTOR(Up.PROJECTOR),
    KILL_BROKER(Up.KAFKA),
    KILL_POSTGRESQL(Up.POSTGRES),
    /** For longer than its session lasts, so that another instance takes its partitions over before it wakes up. */
    FREEZE_PROJECTOR(Up.PROJECTOR) {
        @Override
        void strike(Up up, Random random) throws IOException, InterruptedException {
            up.signal(Up.PROJECTOR, "STOP");
            TimeUnit.MILLISECONDS.sleep(SESSION_MS + random.nextInt(SESSION_MS));
            up.signal(Up.PROJECTOR, "CONT");
        }
    };

    /** The projector's session timeout and a little more. */
    private static final int SESSION_MS = 12_000;

    private final String process;

    Fault(String process) {
        this.process = process;
    }

    /** Does it; returns when it is done, and nobody has recovered yet. */
    void strike(Up up, Random random) throws IOException, InterruptedException {
        ProcessHandle victim = up.process(process);
        victim.destroyForcibly();
        victim.onExit().join();
    }
}
