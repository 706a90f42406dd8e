package org.buyledger.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.buyledger.events.Json;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events over a socket of its own, as the HTML standard says. */
final class EventSource implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Socket socket;
    private final Thread reader;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final List<String> head = new ArrayList<>();
    private volatile String lastId = "";
    private volatile String retry = "";
    private volatile boolean endedWell;
    private volatile boolean opened;

    /** What came with data. */
    record Event(String id, JsonNode data) {
        long position() {
            return Long.parseLong(id);
        }
    }

    private EventSource(int port, String request) {
        try {
            socket = new Socket(java.net.InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = Thread.startVirtualThread(this::read);
    }

    /** Begins to read; the last event's id is sent where there is one. */
    static EventSource open(int port, String token, String path, String lastEventId) {
        return new EventSource(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                        + token + "\r\n" + (lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n")
                        + "\r\n");
    }

    /** The same, and waits until the stream has begun. */
    static EventSource opened(int port, String token, String path) {
        EventSource source = open(port, token, path, "");
        await(() -> source.opened);
        return source;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                head.add(line);
            }
            // A chunk holds whole events, or a part of a long one that ends in no line break.
            StringBuilder text = new StringBuilder();
            while (true) {
                String size = lines.readLine();
                if (size == null) {
                    return;
                }
                int length = Integer.parseInt(size, 16);
                if (length == 0) {
                    endedWell = true;
                    return;
                }
                char[] chunk = new char[length];
                for (int got = 0; got < length; ) {
                    int n = lines.read(chunk, got, length - got);
                    if (n < 0) {
                        return;
                    }
                    got += n;
                }
                lines.readLine();
                text.append(chunk);
                for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
                    take(text.substring(0, end));
                    text.delete(0, end + 2);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // It ended, and not well.
        }
    }

    private void take(String block) {
        String data = "";
        for (String line : block.split("\n", -1)) {
            if (line.startsWith(":")) {
                comments.add(line.substring(1).strip());
                opened = true;
            } else if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.startsWith("retry: ")) {
                retry = line.substring(7);
            }
        }
        if (!data.isEmpty()) {
            events.add(new Event(lastId, Json.EVENTS.readTree(data)));
        }
    }

    EventSource await(int count) {
        await(() -> events.size() >= count);
        return this;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(LONG)
                .until(condition);
    }

    /** All so far, each as the contract wants it. */
    List<Event> events() {
        JsonNode schema = Client.CONTRACT.document().at("/components/schemas/CloudEvent");
        events.forEach(event -> Client.CONTRACT.check(event.data().toString(), schema, event.data()));
        return events;
    }

    List<Long> positions() {
        return events.stream().map(Event::position).toList();
    }

    List<String> comments() {
        return comments;
    }

    String lastId() {
        return lastId;
    }

    String retry() {
        return retry;
    }

    String head() {
        return String.join("\n", head);
    }

    /** Waits for the end; whether it was the one that HTTP wants. */
    boolean awaitEnd() {
        try {
            if (!reader.join(LONG)) {
                throw new AssertionError("the stream has not ended");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return endedWell;
    }

    boolean isEnded() {
        return !reader.isAlive();
    }

    static List<Long> range(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> (long) i).toList();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
