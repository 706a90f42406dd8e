package org.buyledger.benchmarks.query;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Sample;

/**
 * Requests at fixed times, whether or not earlier ones were answered: what waits behind a slow answer counts as waiting. Each
 * connection has its own times, evenly shifted against the others'.
 *
 * @param port of the service
 * @param buys how many there are
 */
record SteadyClients(int port, int buys) {

    /** Milliseconds from when a request was due to its whole answer. */
    Sample measure(Question question, int connections, double rate, int seconds)
            throws InterruptedException, ExecutionException {
        long between = (long) (1e9 * connections / rate);
        long begin = System.nanoTime() + 100_000_000;
        List<Double> millis = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<List<Double>>> each = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long first = begin + between * i / connections;
                int seed = i;
                each.add(threads.submit(() -> ask(question, first, between, begin + seconds * 1_000_000_000L, seed)));
            }
            for (Future<List<Double>> one : each) {
                millis.addAll(one.get());
            }
        }
        return new Sample(millis.stream().mapToDouble(one -> one).toArray());
    }

    private List<Double> ask(Question question, long first, long between, long end, int seed)
            throws IOException, Failed {
        Random random = new Random(seed);
        List<Double> millis = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream answers = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (long due = first; due < end; due += between) {
                long buy = Buys.FIRST + random.nextInt(buys);
                byte[] request = ("GET " + question.target(buy) + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                                + Buys.token(Buys.tenant(buy)) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                socket.getOutputStream().write(request);
                skipAnswer(answers);
                millis.add((System.nanoTime() - due) / 1e6);
            }
        }
        return millis;
    }

    private static void skipAnswer(InputStream answers) throws IOException, Failed {
        String status = line(answers);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new Failed("The service answered " + status);
        }
        long length = 0;
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            }
        }
        answers.skipNBytes(length);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = answers.read(); letter != '\n'; letter = answers.read()) {
            if (letter < 0) {
                throw new EOFException();
            }
            if (letter != '\r') {
                line.append((char) letter);
            }
        }
        return line.toString();
    }
}
