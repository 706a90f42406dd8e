package org.buyledger.command.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.buyledger.command.http.SentCommand.Understood;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/commands}: puts a command on the topic, and answers with its result where the sender waits for it. It
 * decides nothing: whose a token is, and what it may do, is found out where all commands are decided.
 */
final class CommandsApi implements Handler {
    static final String PATH = "/v1/commands";

    private static final Logger LOG = LoggerFactory.getLogger(CommandsApi.class);
    private static final byte[] NOTHING = {};
    private static final Pattern SANE_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    /** Each holds a command of up to a megabyte. */
    private static final int MOST_AT_ONCE = 200;

    private final Outbox outbox;
    private final Replies replies;
    private final String apiUrl;
    private final MeterRegistry metrics;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    /**
     * @param apiUrl what stands before {@code /v1/commands/{id}} where results are read later; empty where that is at the
     *     address that the sender used
     */
    CommandsApi(Outbox outbox, Replies replies, String apiUrl, MeterRegistry metrics) {
        this.outbox = outbox;
        this.replies = replies;
        this.apiUrl = apiUrl;
        this.metrics = metrics;
        timer(200); // there from the start, for those who look which metrics there are
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        long began = System.nanoTime();
        String requestId = requestId(request);
        Reply reply = reply(request, requestId);
        response.status(Status.create(reply.status()));
        response.header("X-Request-Id", requestId);
        response.header("X-Content-Type-Options", "nosniff");
        if (!reply.headers().containsKey("Cache-Control")) {
            response.header("Cache-Control", "no-store");
        }
        response.header("Content-Type", reply.contentType());
        reply.headers().forEach((name, value) -> response.header(name, value));
        response.send(request.prologue().method().equals(Method.HEAD) ? NOTHING : reply.body());
        timer(reply.status()).record(Duration.ofNanos(System.nanoTime() - began));
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            // The web server says that it will close the connection, but leaves that to the client.
            throw new CloseConnectionException("The client asked for it");
        }
    }

    private Timer timer(int status) {
        return Timer.builder("buyledger.commands.http")
                .description("Requests that send commands over HTTP, waiting for results included")
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(metrics);
    }

    private static String requestId(ServerRequest request) {
        String given = String.join(",", request.headers().all(HeaderNames.create("X-Request-Id"), List::of));
        return SANE_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    }

    private Reply reply(ServerRequest request, String requestId) {
        String path = request.prologue().uriPath().rawPath();
        Method method = request.prologue().method();
        Optional<Reply> page = ContractPages.page(path);
        if (page.isPresent() && (method.equals(Method.GET) || method.equals(Method.HEAD))) {
            return page.get();
        }
        if (!path.equals(PATH)) {
            return Reply.refused(
                    404,
                    Failure.of(
                            ErrorCode.REFERENCE_NOT_FOUND,
                            null,
                            "There is no resource " + path + ".",
                            "Commands are sent with POST " + PATH
                                    + ", as /openapi.json says; all that can be read is at the query" + " service."),
                    requestId);
        }
        if (!method.equals(Method.POST)) {
            return Reply.refused(
                            405,
                            Failure.of(
                                    ErrorCode.UNSUPPORTED_FEATURE,
                                    null,
                                    method.text() + " is not supported for " + PATH + ".",
                                    "Send a command with POST; what became of it is at %s%s/{id}."
                                            .formatted(apiUrl, PATH)),
                            requestId)
                    .with("Allow", "POST");
        }
        if (!free.tryAcquire()) {
            return unavailable("%d commands are being sent already.".formatted(MOST_AT_ONCE), requestId);
        }
        try {
            return switch (SentCommand.of(request.headers(), request.content().as(byte[].class))) {
                case Understood.Refused(int status, Failure failure) -> Reply.refused(status, failure, requestId);
                case Understood.Command(SentCommand command) -> send(command, requestId);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("The service is stopping; the command may have been sent.", requestId);
        } finally {
            free.release();
        }
    }

    private Reply send(SentCommand command, String requestId) throws InterruptedException {
        long deadline = System.nanoTime() + command.patience().toNanos();
        if (command.patience().isZero()) {
            return sent(command, requestId).orElseGet(() -> pending(command));
        }
        try (Replies.Expected reply = replies.expect(command.replyId(), command.patience())) {
            Optional<Reply> refusal = sent(command, requestId);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            return reply.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))
                    .map(value -> Reply.of(value, requestId))
                    .orElseGet(() -> pending(command))
                    .with("Preference-Applied", "wait=" + command.patience().toSeconds());
        }
    }

    /** Empty when it is on the topic. */
    private Optional<Reply> sent(SentCommand command, String requestId) throws InterruptedException {
        return switch (outbox.send(command.key(), command.value(), command.headers())) {
            case Outbox.Sent.Kept() -> Optional.empty();
            case Outbox.Sent.Uncertain(String reason) -> {
                LOG.warn("Command {} may not be on the topic: {}", command.commandId(), reason);
                yield Optional.of(unavailable(
                        "Kafka did not confirm the command, which may have arrived all the same.", requestId));
            }
        };
    }

    private Reply pending(SentCommand command) {
        return Reply.pending(command.commandId(), apiUrl + PATH + "/" + command.commandId());
    }

    private static Reply unavailable(String detail, String requestId) {
        return Reply.refused(
                503,
                Failure.of(
                        ErrorCode.SERVICE_UNAVAILABLE,
                        null,
                        detail,
                        "Send the same again, under the same id: it is decided once."),
                requestId);
    }
}
