package org.buyledger.projector.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Stands between a client and PostgreSQL, and cuts connections in the worst moment: the server gets a {@code COMMIT} and the
 * client no answer to it; or after any number of bytes, in the middle of a message. It can be away altogether, too.
 */
final class CutConnections implements AutoCloseable {
    private static final String COMMIT = "COMMIT\0";

    private final int to;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int cutEvery = Integer.MAX_VALUE;
    private volatile int awayAt = Integer.MAX_VALUE;
    private volatile IntSupplier bytes = () -> Integer.MAX_VALUE;
    private volatile boolean away;

    CutConnections(int to) throws IOException {
        this.to = to;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Cuts at every n-th commit from now on. */
    void everyCommit(int every) {
        cutEvery = every;
    }

    /** Is away from the n-th commit on. */
    void awayAt(int commit) {
        awayAt = commit;
    }

    /**
     * Cuts each connection that is opened from now on, once it has forwarded so many bytes one way.
     *
     * @param many asked for each way of a connection
     */
    void afterBytes(IntSupplier many) {
        bytes = many;
    }

    boolean isAway() {
        return away;
    }

    /** How many it has cut. */
    int cuts() {
        return cuts.get();
    }

    /** Takes no connections and drops those there are, or is back. */
    void away(boolean now) {
        away = now;
        if (now) {
            sockets.forEach(CutConnections::close);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (away) {
                    close(client);
                    continue;
                }
                Socket database = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(client);
                sockets.add(database);
                Thread.startVirtualThread(() -> forward(client, database, true));
                Thread.startVirtualThread(() -> forward(database, client, false));
            } catch (IOException e) {
                // it was closed, or the client has gone
            }
        }
    }

    private void forward(Socket from, Socket into, boolean toServer) {
        byte[] some = new byte[1 << 16];
        int left = bytes.getAsInt();
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (toServer && isCommit(some, read)) {
                    commit(from);
                }
                out.write(some, 0, Math.min(read, left));
                out.flush();
                left -= read;
                if (left <= 0) {
                    cuts.incrementAndGet();
                    return;
                }
            }
        } catch (IOException e) {
            // one of the two has gone, and with it the other
            return;
        }
    }

    private void commit(Socket client) throws IOException {
        int count = commits.incrementAndGet();
        if (count % cutEvery == 0) {
            // The client is gone before the server can answer, and the server has all of it.
            client.close();
            cuts.incrementAndGet();
        }
        if (count == awayAt) {
            away(true);
        }
    }

    private static boolean isCommit(byte[] bytes, int size) {
        return new String(bytes, 0, size, StandardCharsets.ISO_8859_1).contains(COMMIT);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was closed already
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(CutConnections::close);
    }
}
