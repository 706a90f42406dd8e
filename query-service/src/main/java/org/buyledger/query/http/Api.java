package org.buyledger.query.http;

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
import java.util.Optional;
import org.buyledger.migrations.Database;
import org.buyledger.query.position.ProjectedPositions;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request of the API, from its path to the last header of its answer. */
public final class Api implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final List<Route> routes;
    private final Reader reader;
    private final MeterRegistry metrics;

    public Api(List<Route> routes, Database database, ProjectedPositions positions, MeterRegistry metrics) {
        this.routes = routes;
        this.reader = new Reader(database, positions);
        this.metrics = metrics;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        long began = System.nanoTime();
        HttpPrologue prologue = request.prologue();
        RequestHeaders headers = new RequestHeaders(request.headers());
        String requestId = headers.requestId();
        String path = prologue.uriPath().rawPath();
        Match match = match(path);
        Answer answer = answer(match, prologue, headers, requestId);
        send(answer, path, requestId, prologue.method(), response);
        record(match.name(), prologue.method(), answer.status(), System.nanoTime() - began);
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            // The web server says that it will close the connection, but leaves that to the client.
            throw new CloseConnectionException("The client asked for it");
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
        return new Match(path.startsWith(ProblemPages.PREFIX) ? ProblemPages.PREFIX : "other", Optional.empty(), "");
    }

    private Answer answer(Match match, HttpPrologue prologue, RequestHeaders headers, String requestId) {
        try {
            return route(match, prologue, headers);
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

    private Answer route(Match match, HttpPrologue prologue, RequestHeaders headers) throws InterruptedException {
        String path = prologue.uriPath().rawPath();
        Optional<Answer> page = ProblemPages.page(path);
        if (match.route().isEmpty() && page.isEmpty()) {
            throw new Problem(ProblemType.REFERENCE_NOT_FOUND, "There is no resource " + path + ".")
                    .suggestion("Look at docs/query-api.md for what there is.");
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
        return reader.read(match.route().get(), match.id(), prologue.query().rawValue(), headers);
    }

    private static boolean isRead(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    private static Problem bug(RuntimeException e, String requestId) {
        LOG.error("Request {} failed", requestId, e);
        return new Problem(
                ProblemType.INTERNAL, "The request failed by an error of this service, which is in its log.");
    }

    private static void send(Answer answer, String path, String requestId, Method method, ServerResponse response) {
        boolean isProblem = answer.body() instanceof Problem;
        Object body = answer.body() instanceof Problem problem ? problem.body(path, requestId) : answer.body();
        response.status(Status.create(answer.status()));
        response.header("X-Request-Id", requestId);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Cache-Control", "private, no-cache");
        response.header("Vary", "Authorization");
        answer.headers().forEach((name, value) -> response.header(name, value));
        if (body == null) {
            response.send();
            return;
        }
        byte[] bytes = AnswerJson.write(body);
        response.header("Content-Type", isProblem ? "application/problem+json" : "application/json");
        if (method.equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
            response.send();
        } else {
            response.send(bytes);
        }
    }

    private void record(String route, Method method, int status, long nanos) {
        Timer.builder("http.server.requests")
                .description("Requests of the REST API, waiting for a position included")
                .tag("route", route)
                .tag("method", isRead(method) ? method.text() : "other")
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(metrics)
                .record(Duration.ofNanos(nanos));
    }
}
