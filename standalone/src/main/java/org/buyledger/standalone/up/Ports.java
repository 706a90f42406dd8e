package org.buyledger.standalone.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;

/**
 * The ports that others reach {@code up} on.
 *
 * @param kafka the broker's, on the loopback interface
 * @param postgres PostgreSQL's, on the loopback interface
 * @param http the REST API's
 * @param commands that which commands are sent to over HTTP
 * @param operations the operations port of everything together
 */
record Ports(int kafka, int postgres, int http, int commands, int operations) {

    /**
     * Finds out whether all of them are free.
     *
     * @param httpHost the address of the REST API and of commands over HTTP
     * @param operationsHost the address of the operations port
     */
    void check(String httpHost, String operationsHost) throws Failed {
        Map<Integer, String> seen = new LinkedHashMap<>();
        check("Kafka", "--kafka-port", "127.0.0.1", kafka, seen);
        check("PostgreSQL", "--postgres-port", "127.0.0.1", postgres, seen);
        check("the REST API", "--http-port", httpHost, http, seen);
        check("commands over HTTP", "--commands-port", httpHost, commands, seen);
        check("operations", "--operations-port", operationsHost, operations, seen);
    }

    private static void check(String user, String flag, String host, int port, Map<Integer, String> seen)
            throws Failed {
        if (port < 1 || port > 65535) {
            throw new Failed(ExitCode.USAGE, "%s is %d and must be from 1 to 65535.".formatted(flag, port));
        }
        String other = seen.put(port, flag);
        if (other != null) {
            throw new Failed(
                    ExitCode.USAGE, "%s and %s are both %d; give one of them another.".formatted(other, flag, port));
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            String why = PortHolder.of(port).map(holder -> "taken by " + holder).orElse(e.getMessage());
            throw new Failed(
                    ExitCode.PORT_TAKEN,
                    "Port %d on %s, which is for %s, cannot be had (%s); give another with %s."
                            .formatted(port, host, user, why, flag));
        }
    }

    /** A port of the loopback interface that nobody uses now. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
