package org.buyledger.command.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.buyledger.events.Topics;
import org.buyledger.operations.BadSetting;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.jspecify.annotations.Nullable;

/** The port that commands are sent to over HTTP. */
public final class CommandsServer implements AutoCloseable {
    private static final int HEADER_BYTES = 16_384;

    private final Outbox outbox;
    private final Replies replies;
    private final WebServer server;

    /**
     * Listens at once.
     *
     * @throws BadSetting when the port is taken or the address is not this machine's
     */
    public CommandsServer(Settings settings, MeterRegistry metrics) {
        this(settings, new Outbox(settings.kafka()), new Replies(settings.kafka()), metrics);
    }

    CommandsServer(Settings settings, Outbox outbox, Replies replies, MeterRegistry metrics) {
        this.outbox = outbox;
        this.replies = replies;
        String host = settings.text(Setting.HTTP_HOST);
        int port = settings.port(Setting.COMMANDS_PORT);
        String apiUrl = settings.optional(Setting.API_URL).orElse("");
        server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                // Else Nagle's algorithm and delayed acknowledgement make 40 ms of every answer.
                .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(Duration.ofSeconds(30)))
                .addProtocol(Http1Config.builder().maxHeadersSize(HEADER_BYTES).build())
                // One byte more, so that what is too large is refused in the same words as on the topic.
                .maxPayloadSize(Topics.LARGEST_COMMAND + 1L)
                .directHandlers(handlers())
                .routing(routing -> routing.any(new CommandsApi(outbox, replies, apiUrl, metrics)))
                .build()
                .start();
        if (!server.isRunning()) {
            close();
            throw new BadSetting("Port %d on %s cannot be listened on, perhaps because it is taken; give %s another."
                    .formatted(port, host, Setting.COMMANDS_PORT.variable()));
        }
    }

    /** What is wrong before there is a request to speak of, such as headers that are too long. */
    private static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, CommandsServer::refuse);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        String said = message == null || message.isBlank() ? status.reasonPhrase() : message;
        ErrorCode code = status.code() < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        String requestId = UUID.randomUUID().toString();
        Reply reply = Reply.refused(
                status.code(), Failure.of(code, null, "The request cannot be read: " + said, null), requestId);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(type.keepAlive())
                .header(HeaderNames.CONTENT_TYPE, reply.contentType())
                .header(HeaderNames.create("X-Request-Id"), requestId)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                .entity(reply.body())
                .build();
    }

    public int port() {
        return server.port();
    }

    /** Lets the requests in hand be answered. */
    @Override
    public void close() {
        server.stop();
        replies.close();
        outbox.close();
    }
}
