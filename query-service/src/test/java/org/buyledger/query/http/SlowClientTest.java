package org.buyledger.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.buyledger.migrations.Database;
import org.buyledger.operations.Settings;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.position.Freshness;
import org.buyledger.query.position.ProjectedPositions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Clients that send one byte now and then, to keep a connection for ever. */
class SlowClientTest {
    private static final Duration MOST = Duration.ofSeconds(1);

    private static final Settings SETTINGS =
            new Settings(Map.of("BUYLEDGER_DB_URL", "jdbc:postgresql://127.0.0.1:1/none", "BUYLEDGER_HTTP_PORT", "0"));
    private static final Database DATABASE = new Database(SETTINGS);
    private static final ProjectedPositions POSITIONS = new ProjectedPositions(DATABASE);
    private static final HttpServer SERVER = server();

    private static HttpServer server() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        AccessLog log = new AccessLog(false);
        Admission admission = new Admission(Admission.perCaller(0, 1), 1, metrics);
        return new HttpServer(
                SETTINGS,
                new Api(
                        List.of(),
                        DATABASE,
                        POSITIONS,
                        new Freshness("test"),
                        new Tokens(Optional.empty()),
                        admission,
                        log,
                        metrics),
                log,
                new HttpServer.Patience(MOST, MOST));
    }

    @AfterAll
    static void close() {
        SERVER.close();
        POSITIONS.close();
        DATABASE.close();
    }

    @Test
    void a_header_that_does_not_end_is_cut_off() throws Exception {
        assertCutOff("GET /v1/media-buys HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    }

    @Test
    void a_request_line_that_does_not_end_is_cut_off() throws Exception {
        assertCutOff("GET /");
    }

    private static void assertCutOff(String beginning) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            long began = System.nanoTime();
            socket.setSoTimeout(50);
            while (System.nanoTime() - began < Duration.ofSeconds(10).toNanos()) {
                if (isClosed(socket)) {
                    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
                    return;
                }
            }
            throw new AssertionError("the connection is still open");
        }
    }

    /** Sends one more byte, and listens for as long as the socket's timeout. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void who_sends_its_header_in_time_may_send_the_next_one_later() {
        // What is loaded at the first requests may take its time.
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(SlowClientTest::answersAgain);
    }

    private static boolean answersAgain() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(5000);
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream()
                        .write("GET /none HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                if (socket.getInputStream().read() != 'H') {
                    return false;
                }
                Thread.sleep(MOST.dividedBy(3)); // a client that thinks
                socket.getInputStream().skipNBytes(socket.getInputStream().available());
            }
            return true;
        }
    }
}
