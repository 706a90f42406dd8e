package org.buyledger.operations;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who runs this program, for records of what was done. */
public final class Operator {
    private Operator() {}

    /** The operating system's user and the machine, as {@code user@host}; the user alone where the machine has no name. */
    public static String name() {
        String user = System.getProperty("user.name", "unknown");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }
}
