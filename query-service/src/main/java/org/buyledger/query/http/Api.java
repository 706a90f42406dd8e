package org.buyledger.query.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.buyledger.migrations.Database;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.position.Freshness;
import org.buyledger.query.position.ProjectedPositions;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request of the API, from its path to the last header of its answer. */
public final class Api implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final byte[] NOTHING = {};

    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final HeaderName RATE_LIMIT = HeaderNames.create("RateLimit");
    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header PRIVATE = HeaderValues.createCached("Cache-Control", "private, no-cache");
    private static final Header VARY = HeaderValues.createCached("Vary", "Authorization, Accept, Accept-Encoding");

    /** The preference of who wants to know where the time went. */
    private static final String TIMING = "server-timing";

    private final List<Route> routes;
    private final Reader reader;
    private final AccessLog log;
    private final Header policy;
    private final MeterRegistry metrics;

    /** Timers by what tells them apart; there are few. */
    private final Map<Timed, Timer> timers = new ConcurrentHashMap<>();

    private record Timed(String route, String method, int status) {}

    public Api(
            List<Route> routes,
            Database database,
            ProjectedPositions positions,
            Freshness freshness,
            Tokens tokens,
            Admission admission,
            AccessLog log,
            MeterRegistry metrics) {
        this.routes = routes;
        this.reader = new Reader(database, positions, freshness, tokens, admission);
        this.log = log;
        this.policy = HeaderValues.create("RateLimit-Policy", admission.policy());
        this.metrics = metrics;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        HttpPrologue prologue = request.prologue();
        RequestHeaders headers = new RequestHeaders(request.headers());
        Exchange exchange = new Exchange(headers.requestId());
        Match match = match(prologue.uriPath().rawPath());
        Answer answer = answer(exchange, () -> route(exchange, match, prologue, headers));
        if (answer.body() instanceof Streaming body && prologue.method().equals(Method.GET)) {
            Runnable begins = () -> {
                head(exchange, answer, headers, response);
                // How long a stream lasts is no time of answering.
                tell(exchange, match, prologue, answer, 0);
            };
            Answer sent = answer(exchange, () -> {
                StreamingAnswer.send(body, body.mayCompress() && headers.takesGzip(), response, begins);
                return answer;
            });
            if (sent.equals(answer)) {
                // The web server sends its end when this method is over.
                ifClosing(request, response::whenSent);
                return;
            }
            tell(exchange, match, prologue, sent, send(exchange, sent, prologue, headers, response));
        } else {
            tell(exchange, match, prologue, answer, send(exchange, answer, prologue, headers, response));
        }
        ifClosing(request, Runnable::run);
    }

    /** Where the client wants the connection closed, does so; the web server only says that it will, and leaves it to the client. */
    private static void ifClosing(ServerRequest request, Consumer<Runnable> when) {
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            when.accept(() -> {
                throw new CloseConnectionException("The client asked for it");
            });
        }
    }

    /**
     * What a path leads to.
     *
     * @param name what metrics call it: few names, whatever is asked for
     * @param route empty where there is none
     * @param id the id in the path
     */
    private record Match(String name, Optional<Route> route, String id) {}

    private Match match(String path) {
        for (Route route : routes) {
            Optional<String> id = route.fit(path);
            if (id.isPresent()) {
                return new Match(route.template(), Optional.of(route), id.get());
            }
        }
        String name = path.startsWith(ProblemPages.PREFIX) ? ProblemPages.PREFIX : "other";
        return new Match(ContractPages.page(path).isPresent() ? path : name, Optional.empty(), "");
    }

    private void tell(Exchange exchange, Match match, HttpPrologue prologue, Answer answer, long bytes) {
        String method = isRead(prologue.method()) ? prologue.method().text() : "other";
        record(match.name(), method, answer.status(), exchange.nanos());
        log.write(exchange, method, match.name(), answer.status(), bytes);
    }

    /** Makes an answer. */
    private interface Attempt {
        Answer make() throws InterruptedException;
    }

    /** The answer, or what to say where making it failed. */
    private static Answer answer(Exchange exchange, Attempt attempt) {
        String requestId = exchange.requestId();
        try {
            return attempt.make();
        } catch (CloseConnectionException e) {
            throw e;
        } catch (Problem problem) {
            return Answer.of(problem);
        } catch (DataAccessException e) {
            LOG.debug("Request {}: {}", requestId, e.getMessage());
            return Answer.of(DatabaseProblem.of(e).orElseGet(() -> bug(e, requestId)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.of(Problem.unavailable(ProblemType.SERVICE_UNAVAILABLE, "The service is stopping."));
        } catch (RuntimeException e) {
            return Answer.of(bug(e, requestId));
        }
    }

    private Answer route(Exchange exchange, Match match, HttpPrologue prologue, RequestHeaders headers)
            throws InterruptedException {
        String path = prologue.uriPath().rawPath();
        Optional<Answer> page = ContractPages.page(path).or(() -> ProblemPages.page(path));
        if (match.route().isEmpty() && page.isEmpty()) {
            throw new Problem(ProblemType.REFERENCE_NOT_FOUND, "There is no resource " + path + ".")
                    .suggestion("Look at " + ContractPages.JSON + " for what there is.");
        }
        if (!isRead(prologue.method())) {
            throw new Problem(
                            ProblemType.UNSUPPORTED_FEATURE,
                            "%s is not supported for %s."
                                    .formatted(prologue.method().text(), path))
                    .suggestion("Use GET or HEAD; changes are commands on Kafka.")
                    .header("Allow", "GET, HEAD");
        }
        if (page.isPresent()) {
            return page.get();
        }
        return reader.read(exchange, match.route().get(), match.id(), prologue, headers);
    }

    private static boolean isRead(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    private static Problem bug(RuntimeException e, String requestId) {
        LOG.error("Request {} failed", requestId, e);
        return new Problem(
                ProblemType.INTERNAL, "The request failed by an error of this service, which is in its log.");
    }

    private void head(Exchange exchange, Answer answer, RequestHeaders headers, ServerResponse response) {
        response.status(Status.create(answer.status()));
        response.header(REQUEST_ID, exchange.requestId());
        response.header(NO_SNIFFING);
        if (!answer.headers().containsKey("Cache-Control")) {
            response.header(PRIVATE);
        }
        response.header(VARY);
        if (exchange.left() != null) {
            response.header(policy);
            response.header(RATE_LIMIT, RateLimits.left(exchange.left()));
        }
        if (headers.prefers(TIMING)) {
            response.header("Server-Timing", exchange.timing());
        }
        answer.headers().forEach((name, value) -> response.header(name, value));
        if (answer.status() != 304) {
            response.header(
                    "Content-Type",
                    switch (answer.body()) {
                        case Problem problem -> "application/problem+json";
                        case Bytes bytes -> bytes.type();
                        case Streaming streaming -> streaming.type();
                        case null, default -> "application/json";
                    });
        }
    }

    /** How many bytes of body were sent. */
    private long send(
            Exchange exchange, Answer answer, HttpPrologue prologue, RequestHeaders headers, ServerResponse response) {
        byte[] bytes = switch (answer.body()) {
            case null -> NOTHING;
            case Problem problem ->
                AnswerJson.write(problem.body(prologue.uriPath().rawPath(), exchange.requestId()));
            case Bytes made -> made.content();
            case Streaming streaming -> NOTHING;
            case byte[] json -> json;
            case Object body -> AnswerJson.write(body);
        };
        exchange.spent(Exchange.Phase.JSON);
        head(exchange, answer, headers, response);
        if (answer.body() == null || answer.body() instanceof Streaming) {
            response.send();
            return 0;
        }
        if (bytes.length >= Gzip.LEAST_BYTES && headers.takesGzip()) {
            bytes = Gzip.of(bytes);
            response.header("Content-Encoding", "gzip");
            // The same content in other bytes: what tags the bytes no longer does.
            Optional.ofNullable(answer.headers().get("ETag"))
                    .filter(tag -> !tag.startsWith("W/"))
                    .ifPresent(tag -> response.header("ETag", "W/" + tag));
        }
        if (prologue.method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
            response.send();
            return 0;
        }
        response.send(bytes);
        return bytes.length;
    }

    private void record(String route, String method, int status, long nanos) {
        timers.computeIfAbsent(new Timed(route, method, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Timed of) {
        return Timer.builder("http.server.requests")
                .description("Requests of the REST API, waiting for a position included")
                .tag("route", of.route())
                .tag("method", of.method())
                .tag("status", Integer.toString(of.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(metrics);
    }
}
