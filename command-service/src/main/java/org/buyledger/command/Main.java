package org.buyledger.command;

import org.buyledger.operations.ServiceProcess;

/** Runs command-service as a process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        ServiceProcess.run("command-service", arguments, CommandService::start);
    }
}
