package org.buyledger.benchmarks.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The limit: a process that does nothing but write the same bytes to each of its clients, one after another. Its arguments
 * are how many clients and how many bytes; it prints its port, then that all are there, and writes an event for each line
 * that it reads, which is the event's position.
 */
@SuppressWarnings("AddressSelection") // numbers, not names
final class BareServer {
    private BareServer() {}

    public static void main(String[] arguments) throws IOException {
        int clients = Integer.parseInt(arguments[0]);
        int bytes = Integer.parseInt(arguments[1]);
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 4_096)) {
            System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
            List<SocketChannel> all = new ArrayList<>();
            while (all.size() < clients) {
                all.add(server.accept());
                all.getLast().write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String event = "\"sequence\":\"%019d\"".formatted(Long.parseLong(line));
                byte[] frame =
                        (event + " ".repeat(Math.max(0, bytes - event.length()))).getBytes(StandardCharsets.US_ASCII);
                for (SocketChannel client : all) {
                    client.write(ByteBuffer.wrap(frame));
                }
            }
        }
    }
}
