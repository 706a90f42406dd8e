package org.buyledger.benchmarks.feed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.buyledger.benchmarks.Failed;

/** Very many clients that follow the same events, in one thread; some of them never read what they get. */
@SuppressWarnings("AddressSelection") // numbers, not names
final class Crowd implements AutoCloseable {
    /** What stands before the position in an event. */
    private static final byte[] MARK = "\"sequence\":\"".getBytes(StandardCharsets.US_ASCII);

    /** One address has 28,000 ports for clients, and those of a run before are not free at once. */
    private static final int ADDRESSES = 8;

    /** The service turns away who waits too long for the database, as it should. */
    private static final int CONNECTING = 32;

    private static final int UNREAD_BYTES = 4_096;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> all = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final Receipts receipts;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong gone = new AtomicLong();
    private volatile String refused = "";
    private volatile boolean closed;

    /** Hears of each event that a client has. */
    interface Receipts {
        void got(long position);
    }

    /** Where in an event a client is. */
    private static final class Reading {
        private int matched;
        private int digits;
        private long number;
        private boolean opened;

        /** The position when this byte was its last digit, else -1. */
        long take(byte next) {
            if (digits > 0 || matched == MARK.length) {
                if (next >= '0' && next <= '9') {
                    number = number * 10 + next - '0';
                    digits++;
                    return -1;
                }
                long position = number;
                digits = 0;
                number = 0;
                matched = 0;
                return position;
            }
            matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
            return -1;
        }
    }

    Crowd(Receipts receipts) throws IOException {
        this.receipts = receipts;
    }

    /** Connects so many clients, a few at a time; what they have to send is their request. */
    void join(int clients, int port, String request) throws IOException, InterruptedException, Failed {
        for (int i = 0; i < clients; i++) {
            awaitBegun(i - CONNECTING);
            SocketChannel client = connect(port, request);
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ, new Reading());
        }
    }

    /** Connects clients that never read. */
    void joinWithoutReading(int clients, int port, String request) throws IOException {
        for (int i = 0; i < clients; i++) {
            connect(port, request).setOption(StandardSocketOptions.SO_RCVBUF, UNREAD_BYTES);
        }
    }

    private SocketChannel connect(int port, String request) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.bind(new InetSocketAddress("127.0.0." + (1 + all.size() % ADDRESSES), 0));
        client.connect(new InetSocketAddress("127.0.0.1", port));
        client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        all.add(client);
        return client;
    }

    /** Reads in a thread of its own until it is closed. */
    void read() {
        Thread.ofPlatform().name("crowd").daemon().start(() -> {
            try {
                while (!closed) {
                    selector.select(key -> read((SocketChannel) key.channel(), (Reading) key.attachment()), 100);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void read(SocketChannel client, Reading reading) {
        try {
            buffer.clear();
            if (client.read(buffer) < 0) {
                gone.incrementAndGet();
                client.close();
                return;
            }
            buffer.flip();
            if (!reading.opened) {
                reading.opened = true;
                begun.incrementAndGet();
                String answer =
                        StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
                if (answer.startsWith("HTTP/") && !answer.startsWith("HTTP/1.1 200 ")) {
                    refused = answer;
                }
            }
            while (buffer.hasRemaining()) {
                long position = reading.take(buffer.get());
                if (position >= 0) {
                    receipts.got(position);
                }
            }
        } catch (IOException e) {
            gone.incrementAndGet();
        }
    }

    /** Waits until each client that reads has got something. */
    void awaitBegun(int clients) throws InterruptedException, Failed {
        long until = System.nanoTime() + 120_000_000_000L;
        while (begun.get() < clients || !refused.isEmpty()) {
            if (!refused.isEmpty()) {
                throw new Failed("A stream was refused: " + refused);
            }
            if (System.nanoTime() > until || gone.get() > 0) {
                throw new Failed("Only %d of %d streams have begun, and %d are gone."
                        .formatted(begun.get(), clients, gone.get()));
            }
            Thread.sleep(1);
        }
    }

    /** How many were closed by the other side. */
    long gone() {
        return gone.get();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (SocketChannel client : all) {
            client.close();
        }
        selector.close();
    }
}
