package org.buyledger.benchmarks.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.buyledger.benchmarks.Failed;
import org.buyledger.benchmarks.Machine;
import org.buyledger.benchmarks.Table;
import org.buyledger.benchmarks.feed.QueryServer.Memory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run feed}: very many streams of the change feed. */
@Command(
        name = "feed",
        description =
                "How soon very many clients that stream a tenant's events have each of them, what they cost of memory, and whether clients that do not read slow the others.")
public final class FeedBenchmark implements Callable<Integer> {
    private static final int PAYLOAD_BYTES = 400;
    private static final int WARM_UP = 5;
    private static final int BURST = 100;
    private static final int BURST_BYTES = 20_000;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "10000", description = "Streams. Default: 10000.")
    private int clients;

    @Option(names = "--events", paramLabel = "N", defaultValue = "40", description = "Events. Default: 40.")
    private int events;

    @Option(
            names = "--slow",
            paramLabel = "N",
            defaultValue = "100",
            description = "Clients that do not read, beside ten times as many that do. Default: 100.")
    private int slow;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "The service's heap. Default: 1g.")
    private String heap = "1g";

    private final Table waits = new Table("ms from the commit", "p50", "p99", "max", "last p50", "last p99");

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, Failed {
        System.out.println(Machine.look());
        limit(clients);
        Memory empty;
        Memory full;
        try (Ledger ledger = new Ledger()) {
            try (QueryServer service = new QueryServer(ledger.url(), heap)) {
                empty = service.memory();
                full = crowd(ledger, service);
            }
            try (QueryServer service = new QueryServer(ledger.url(), heap)) {
                slowOnes(ledger, service);
            }
        }
        System.out.println(waits);
        System.out.println(new Table("bytes for each of " + clients + " streams", "heap", "resident")
                .row(
                        "query-service",
                        (full.heapBytes() - empty.heapBytes()) / clients,
                        (full.residentBytes() - empty.residentBytes()) / clients));
        System.out.println(new Table("MB of the query service", "heap", "resident")
                .row("without streams", empty.heapBytes() >> 20, empty.residentBytes() >> 20)
                .row("with all of them", full.heapBytes() >> 20, full.residentBytes() >> 20));
        return 0;
    }

    /** Somebody makes an event happen. */
    private interface Event {
        void happen(int position) throws IOException, SQLException;
    }

    private void measure(String name, int first, int readers, Receipts receipts, Event event)
            throws IOException, InterruptedException, SQLException, Failed {
        for (int i = 0; i < WARM_UP + events; i++) {
            event.happen(first + i);
            receipts.committed(first + i);
            receipts.await(first + i);
            Thread.sleep(20);
        }
        Receipts.Waits measured = receipts.waits(WARM_UP);
        waits.row(
                name,
                one(measured.all().median()),
                one(measured.all().percentile(99)),
                one(measured.all().max()),
                one(measured.last().median()),
                one(measured.last().percentile(99)));
        System.err.println(name + ": " + readers + " clients measured");
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A process that does nothing but write as many bytes to as many clients. */
    private void limit(int readers) throws IOException, InterruptedException, SQLException, Failed {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        Integer.toString(readers),
                        Integer.toString(PAYLOAD_BYTES + 500))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Receipts receipts = new Receipts(1, WARM_UP + events, readers);
        try (Crowd crowd = new Crowd(receipts);
                BufferedReader said =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter tell = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            int port = Integer.parseInt(said.readLine());
            crowd.read();
            crowd.join(readers, port, "\n");
            crowd.awaitBegun(readers);
            measure("the limit: a bare loop, %d clients".formatted(readers), 1, readers, receipts, tell::println);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String request(int after) {
        return "GET /v1/events?after=" + after + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + "Authorization: Bearer " + Ledger.TOKEN + "\r\n\r\n";
    }

    private Memory crowd(Ledger ledger, QueryServer service)
            throws IOException, InterruptedException, SQLException, Failed {
        int first = ledger.position() + 1;
        Receipts receipts = new Receipts(first, WARM_UP + events, clients);
        try (Crowd crowd = new Crowd(receipts)) {
            crowd.read();
            crowd.join(clients, service.port(), request(first - 1));
            crowd.awaitBegun(clients);
            measure(
                    "query-service, %d clients".formatted(clients),
                    first,
                    clients,
                    receipts,
                    position -> ledger.append(1, PAYLOAD_BYTES));
            Memory full = service.memory();
            if (crowd.gone() > 0) {
                throw new Failed(crowd.gone() + " streams have ended.");
            }
            return full;
        }
    }

    private void slowOnes(Ledger ledger, QueryServer service)
            throws IOException, InterruptedException, SQLException, Failed {
        int readers = slow * 10;
        int first = ledger.position() + 1;
        int second = first + WARM_UP + events + BURST;
        Receipts before = new Receipts(first, WARM_UP + events, readers);
        Receipts burst = new Receipts(second - BURST, BURST, readers);
        Receipts beside = new Receipts(second, WARM_UP + events, readers);
        try (Crowd crowd = new Crowd(position -> {
            before.got(position);
            burst.got(position);
            beside.got(position);
        })) {
            crowd.read();
            crowd.join(readers, service.port(), request(first - 1));
            crowd.awaitBegun(readers);
            measure(
                    "query-service, %d clients".formatted(readers),
                    first,
                    readers,
                    before,
                    position -> ledger.append(1, PAYLOAD_BYTES));
            crowd.joinWithoutReading(slow, service.port(), request(second - BURST - 1));
            // More than the system's buffers take, so that they are stuck.
            burst.await(ledger.append(BURST, BURST_BYTES));
            measure(
                    "the same beside %d that do not read".formatted(slow),
                    second,
                    readers,
                    beside,
                    position -> ledger.append(1, PAYLOAD_BYTES));
        }
    }
}
