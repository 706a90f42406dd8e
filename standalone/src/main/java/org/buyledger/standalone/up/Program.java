package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.buyledger.standalone.Failed;

/** One of the programs that {@code up} runs, each as a process of its own. */
interface Program {
    /** What its log and its metrics are called by. */
    String name();

    /** What a person calls it. */
    default String title() {
        return name();
    }

    Path log();

    /** The programs that must have become ready before this one is started. */
    Set<String> needs();

    /**
     * Starts it; it need not be ready when this returns.
     *
     * @throws Failed when trying again would not help
     * @throws IOException when it might
     */
    Running start() throws Failed, IOException, InterruptedException;

    /** Asks it whether it is ready. */
    Readiness readiness();

    /** What it has measured, as Prometheus' text; empty when it does not answer. */
    default String metrics() {
        return "";
    }
}
