package org.buyledger.standalone.up;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A process of our own. Its standard input is a pipe that ends when we do, which tells it to end too. */
final class RunningChild implements Running {
    private final Process process;

    RunningChild(Process process) {
        this.process = process;
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public OptionalInt await() throws InterruptedException {
        return OptionalInt.of(process.waitFor());
    }

    @Override
    public void stop() {
        process.destroy();
    }

    @Override
    public boolean ends(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
