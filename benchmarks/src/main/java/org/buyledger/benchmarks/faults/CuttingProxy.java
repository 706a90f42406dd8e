package org.buyledger.benchmarks.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and cuts each connection after some number of bytes, wherever that is. */
final class CuttingProxy implements AutoCloseable {
    private static final int LEAST = 20_000;
    private static final int MOST = 4_000_000;

    private final int to;
    private final Random random;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();

    /**
     * Listens at once.
     *
     * @param to the server's port on this machine
     */
    CuttingProxy(int to, Random random) throws IOException {
        this.to = to;
        this.random = random;
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(client);
                sockets.add(behind);
                int there = LEAST + random.nextInt(MOST);
                int back = LEAST + random.nextInt(MOST);
                Thread.startVirtualThread(() -> forward(client, behind, there));
                Thread.startVirtualThread(() -> forward(behind, client, back));
            } catch (IOException e) {
                // It was closed, the client has gone, or the server is away.
            }
        }
    }

    private void forward(Socket from, Socket into, int most) {
        byte[] bytes = new byte[1 << 16];
        int left = most;
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int read = in.read(bytes); read >= 0 && left > 0; read = in.read(bytes)) {
                out.write(bytes, 0, Math.min(read, left));
                out.flush();
                left -= read;
                if (left <= 0) {
                    cuts.incrementAndGet();
                    return;
                }
            }
        } catch (IOException e) {
            // One of the two has gone, and with it the other.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
