package org.buyledger.projector;

import org.buyledger.operations.ServiceProcess;

/** Runs the projector as a process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        ServiceProcess.run("projector", arguments, Projector::start);
    }
}
