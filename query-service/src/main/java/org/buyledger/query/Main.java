package org.buyledger.query;

import org.buyledger.operations.ServiceProcess;

/** Runs the query service as a process of its own. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        ServiceProcess.run("query-service", arguments, QueryService::start);
    }
}
