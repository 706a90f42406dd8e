package org.buyledger.benchmarks.decide;

/** What is done to a command or its events. */
enum Operation {
    DECIDE("decide", "decide"),
    READ_COMMAND("read", "readCommand"),
    WRITE_EVENTS("write events", "writeEvents"),
    READ_EVENTS("read events", "readEvents");

    private final String title;
    private final String method;

    Operation(String title, String method) {
        this.title = title;
        this.method = method;
    }

    String title() {
        return title;
    }

    /** The method of {@link Operations} that does it. */
    String method() {
        return method;
    }

    /** The method that does as little as it could come to. */
    String limit() {
        return method + "Limit";
    }
}
