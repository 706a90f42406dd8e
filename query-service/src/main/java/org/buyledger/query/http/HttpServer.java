package org.buyledger.query.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import org.buyledger.operations.BadSetting;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.jspecify.annotations.Nullable;

/** The port of the API. */
public final class HttpServer implements AutoCloseable {
    /** Room for a creative's id of 255 characters in percent-encoded UTF-8 and the longest query string. */
    private static final int REQUEST_LINE_BYTES = 12_000;

    private static final int HEADER_BYTES = 16_384;

    /** Bodies of GET mean nothing, so they are read and dropped; larger ones are refused. */
    private static final int BODY_BYTES = 65_536;

    /**
     * How long a client may take.
     *
     * @param idle from one request, or from the connection, to the end of the next request line
     * @param header from there to the end of the header
     */
    record Patience(Duration idle, Duration header) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    private final HeaderDeadline deadline;
    private final AccessLog log;
    private final WebServer server;

    /**
     * Listens at once.
     *
     * @throws BadSetting when the port is taken or the address is not this machine's
     */
    public HttpServer(Settings settings, Api api, AccessLog log) {
        this(settings, api, log, Patience.USUAL);
    }

    HttpServer(Settings settings, Api api, AccessLog log, Patience patience) {
        this.log = log;
        deadline = new HeaderDeadline(patience.header());
        String host = settings.text(Setting.HTTP_HOST);
        int port = settings.port(Setting.HTTP_PORT);
        server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                // Else Nagle's algorithm and delayed acknowledgement make 40 ms of every answer.
                .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(Duration.ofSeconds(30)))
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(REQUEST_LINE_BYTES)
                        .maxHeadersSize(HEADER_BYTES)
                        .addReceiveListener(deadline)
                        // It refuses brackets as in updated_at[gte]; Parameters checks the query string.
                        .validatePrologue(false)
                        .build())
                .maxPayloadSize(BODY_BYTES)
                .idleConnectionTimeout(patience.idle())
                .idleConnectionPeriod(patience.idle().dividedBy(4))
                .directHandlers(handlers())
                .routing(routing -> routing.any(api))
                .build()
                .start();
        if (!server.isRunning()) {
            throw new BadSetting("Port %d on %s cannot be listened on, perhaps because it is taken; give %s another."
                    .formatted(port, host, Setting.HTTP_PORT.variable()));
        }
    }

    /** What is wrong before there is a request to speak of, such as headers that are too long. */
    private DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, this::refuse);
        }
        return handlers.build();
    }

    private DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        ProblemType kind = status.code() < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
        String said = message == null || message.isBlank() ? status.reasonPhrase() : message;
        Problem problem = new Problem(kind, "The request cannot be read: " + said).status(status.code());
        String requestId = new RequestHeaders(request.headers()).requestId();
        byte[] body = AnswerJson.write(problem.body(request.path(), requestId));
        log.write(new Exchange(requestId), "other", "unreadable", status.code(), body.length);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(type.keepAlive())
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .header(HeaderNames.create("X-Request-Id"), requestId)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                .entity(body)
                .build();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        deadline.close();
    }
}
