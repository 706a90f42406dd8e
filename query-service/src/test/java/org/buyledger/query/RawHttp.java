package org.buyledger.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests that a well-behaved client would not send. */
final class RawHttp {
    private RawHttp() {}

    /** GET of a target that is sent as it is; the whole answer as text. */
    static String get(int port, String target, String token) throws IOException {
        return send(
                port,
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nConnection: close\r\n\r\n");
    }

    static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** An answer, its parts. */
    record Answer(int status, HttpHeaders headers, String body) {}

    /** The parts of an answer that is text. */
    static Answer read(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        List<String> head = answer.substring(0, end).lines().toList();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : head.subList(1, head.size())) {
            String[] parts = line.split(": ", 2);
            headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        String body = answer.substring(end + 4);
        boolean isChunked = headers.containsKey("Transfer-Encoding");
        return new Answer(
                Integer.parseInt(head.getFirst().split(" ", 3)[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                isChunked ? chunks(body.getBytes(StandardCharsets.UTF_8)) : body);
    }

    private static String chunks(byte[] body) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            if (at >= body.length) {
                throw new AssertionError("There is no last chunk: " + new String(body, StandardCharsets.UTF_8));
            }
            int line = at;
            while (body[line] != '\r') {
                line++;
            }
            int length = Integer.parseInt(new String(body, at, line - at, StandardCharsets.US_ASCII), 16);
            if (length == 0) {
                return joined.toString(StandardCharsets.UTF_8);
            }
            joined.write(body, line + 2, length);
            at = line + 2 + length + 2;
        }
    }
}
