package org.buyledger.standalone;

/** The exit codes of {@code buyledger}. The launcher script adds 6: the build failed. */
public final class ExitCode {
    public static final int OK = 0;

    /** Something broke that was running, or was to run. */
    public static final int FAILED = 1;

    /** A wrong argument or setting, or a plan of migrations that was refused. */
    public static final int USAGE = 2;

    /** The data folder cannot be used: not writable, full, in use, somebody else's, or made by another PostgreSQL. */
    public static final int DATA_FOLDER = 3;

    /** A port is taken. */
    public static final int PORT_TAKEN = 4;

    /** Something that has to be installed is missing. */
    public static final int MISSING = 5;

    /** A command was refused; its result says why. */
    public static final int REJECTED = 7;

    /** No result came in time; sending the command again under the same id is safe. */
    public static final int NO_ANSWER = 8;

    /** A tenant's chain is not whole. */
    public static final int CHAIN_BROKEN = 9;

    /** Rows are not as a fold of the log makes them; every chain that was looked at is whole. */
    public static final int TABLES_DIFFER = 10;

    /** An event that was parked still cannot be applied. */
    public static final int STILL_PARKED = 11;

    /** A second Ctrl-C: everything was killed at once. */
    public static final int KILLED = 130;

    private ExitCode() {}
}
