package org.buyledger.query.http;

import io.helidon.http.HttpPrologue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.Database;
import org.buyledger.query.auth.BearerToken;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.auth.Visible;
import org.buyledger.query.position.Freshness;
import org.buyledger.query.position.Lag;
import org.buyledger.query.position.MinimumPosition;
import org.buyledger.query.position.ProjectedPositions;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads for a caller: finds out who it is, sees that the tenant is projected far enough, and lets the endpoint answer, all
 * in one snapshot of the database, so that the position in the answer is that of its data.
 */
final class Reader {
    private static final String MINIMUM = "Buyledger-Min-Position";

    private final Database database;
    private final ProjectedPositions positions;
    private final Tokens tokens;
    private final Freshness freshness;
    private final Admission admission;

    Reader(Database database, ProjectedPositions positions, Freshness freshness, Tokens tokens, Admission admission) {
        this.database = database;
        this.positions = positions;
        this.freshness = freshness;
        this.tokens = tokens;
        this.admission = admission;
    }

    /**
     * What is asked for.
     *
     * @param path without the query string
     * @param id what stands for {@code {id}} in the route
     */
    private record Asked(Route route, String path, String id, Parameters parameters, RequestHeaders headers) {
        ReadRequest by(Caller caller, DSLContext db, String version) {
            return new ReadRequest(caller, db, route.template(), path, id, parameters, version, headers::joined);
        }
    }

    /**
     * One attempt.
     *
     * @param tenant whose position counts; empty where none does
     * @param lag of the tables of that tenant; empty where it is not known
     * @param answer null when the tenant is not projected far enough for one
     */
    private record Attempt(
            String tenant,
            long position,
            Optional<Lag> lag,
            @Nullable Answer answer) {

        /** How new the tables are. */
        Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            if (!tenant.isEmpty()) {
                headers.put("Buyledger-Position", Long.toString(position));
                lag.ifPresent(known -> headers.put("Buyledger-Lag", Long.toString(known.seconds())));
            }
            return headers;
        }
    }

    Answer read(Exchange exchange, Route route, String id, HttpPrologue prologue, RequestHeaders headers)
            throws InterruptedException {
        String token = token(headers);
        String tokenHash = Sha256.hex(token);
        tokens.last(tokenHash).ifPresent(caller -> admission.admit(exchange, caller));
        MinimumPosition minimum = minimum(headers);
        Asked asked = new Asked(
                route,
                prologue.uriPath().rawPath(),
                id,
                Parameters.parse(prologue.query().rawValue()),
                headers);
        Instant deadline = Instant.now().plus(minimum.patience().orElse(Duration.ZERO));
        while (true) {
            Attempt attempt = attempt(exchange, token, tokenHash, minimum.position(), asked);
            if (attempt.answer() != null) {
                Map<String, String> more = attempt.headers();
                minimum.patience().ifPresent(wait -> more.put("Preference-Applied", "wait=" + wait.toSeconds()));
                Answer answer = attempt.answer().body() instanceof Later later ? later.answer() : attempt.answer();
                return answer.with(more);
            }
            Duration left = Duration.between(Instant.now(), deadline);
            if (!left.isPositive() || !positions.await(attempt.tenant(), minimum.position(), left)) {
                throw behind(minimum.position(), attempt);
            }
        }
    }

    private Attempt attempt(Exchange exchange, String token, String tokenHash, long minimum, Asked asked) {
        admission.enter();
        try {
            Optional<Attempt> ahead =
                    tokens.last(tokenHash).flatMap(caller -> ahead(exchange, tokenHash, caller, minimum, asked));
            return ahead.isPresent() ? ahead.get() : byStep(exchange, token, tokenHash, minimum, asked);
        } finally {
            exchange.spent(Exchange.Phase.SQL);
            admission.leave();
        }
    }

    private Attempt byStep(Exchange exchange, String token, String tokenHash, long minimum, Asked asked) {
        return database.readOnly(db -> {
            exchange.spent(Exchange.Phase.WAIT);
            Tokens.Identified who = tokens.isRoot(token)
                    ? operator(db, asked, minimum)
                    : tokens.identify(db, tokenHash).orElseThrow(Reader::invalidToken);
            exchange.spent(Exchange.Phase.AUTH);
            Caller caller = who.caller();
            exchange.caller(caller);
            if (who.isDeactivated()) {
                throw deactivated(caller.tenant());
            }
            admission.admit(exchange, caller);
            String tenant = caller.isOperator() ? asked.id() : caller.tenant();
            Freshness.Seen seen = freshness.seen(db);
            Optional<Lag> lag = seen.lag(tenant);
            if (who.position() < minimum) {
                return new Attempt(tenant, who.position(), lag, null);
            }
            String version = version(seen, who);
            return new Attempt(tenant, who.position(), lag, answer(asked.route(), asked.by(caller, db, version)));
        });
    }

    private static String version(Freshness.Seen seen, Tokens.Identified who) {
        return seen.tables() + "/" + who.position();
    }

    /** All in one round trip, where the endpoint knows what it will read and the token is whose it was. */
    private Optional<Attempt> ahead(Exchange exchange, String tokenHash, Caller caller, long minimum, Asked asked) {
        Optional<Freshness.Seen> seen = freshness.last();
        if (seen.isEmpty() || !(asked.route().endpoint() instanceof AheadEndpoint endpoint)) {
            return Optional.empty();
        }
        Optional<Reads> ahead = endpoint.ahead(asked.by(caller, database.unconnected(), ""));
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        Reads reads = ahead.get();
        return database.atOnce(connection -> {
            exchange.spent(Exchange.Phase.WAIT);
            return tokens.read(connection, tokenHash, caller, reads.sql(), reads.values(), (who, results) -> {
                exchange.caller(caller);
                if (who.isDeactivated()) {
                    throw deactivated(caller.tenant());
                }
                Optional<Lag> lag = seen.get().lag(caller.tenant());
                if (who.position() < minimum) {
                    return new Attempt(caller.tenant(), who.position(), lag, null);
                }
                ReadRequest request = asked.by(caller, database.unconnected(), version(seen.get(), who));
                Answer answer = answer(
                        asked.route(),
                        request,
                        () -> orMissing(() -> reads.answering().answer(results)));
                return new Attempt(caller.tenant(), who.position(), lag, answer);
            });
        });
    }

    /** The operator belongs to no tenant; the position is that of the tenant that is asked for. */
    private static Tokens.Identified operator(DSLContext db, Asked asked, long minimum) {
        if (asked.id().isEmpty() && minimum > 0) {
            throw Problem.invalid(
                            MINIMUM,
                            "dependency",
                            "Header %s is %d, and the root token has no tenant whose position that could be."
                                    .formatted(MINIMUM, minimum))
                    .suggestion("Ask for /v1/tenants/{id}, or leave it out.");
        }
        Visible.allTenants(db);
        return new Tokens.Identified(Caller.OPERATOR, ProjectedPositions.of(db, asked.id()), false);
    }

    private static Answer answer(Route route, ReadRequest request) {
        try {
            return answer(route, request, () -> {
                Answer answer = orMissing(() -> route.endpoint().answer(request));
                request.parameters().refuseOthers();
                return answer;
            });
        } catch (SQLException e) {
            throw new IllegalStateException("jOOQ does not throw it", e);
        }
    }

    private static Answer answer(Route route, ReadRequest request, Answering answering) throws SQLException {
        route.audience().admit(request.caller().role(), route.template());
        if (!route.isOfPosition() || request.caller().isOperator()) {
            return answering.answer();
        }
        Etag tag = request.tagOfPosition();
        // Whoever has the tag was answered once: so nothing needs to be looked at, not even the parameters.
        if (request.isKnown(tag)
                && !request.header().apply("If-None-Match").strip().equals("*")) {
            return Answer.notModified(tag);
        }
        Answer answer = answering.answer();
        if (answer.status() != 200) {
            return answer;
        }
        return request.isKnown(tag) ? Answer.notModified(tag) : answer.with(Map.of("ETag", tag.toString()));
    }

    private interface Answering {
        Answer answer() throws SQLException;
    }

    /** A missing object is an answer like others: it has a position. */
    private static Answer orMissing(Answering answering) throws SQLException {
        try {
            return answering.answer();
        } catch (Problem problem) {
            if (problem.status() != 404) {
                throw problem;
            }
            return Answer.of(problem);
        }
    }

    private static String token(RequestHeaders headers) {
        return BearerToken.of(headers.all("Authorization"))
                .orElseThrow(() -> new Problem(
                                ProblemType.AUTH_MISSING,
                                "The request has no single header 'Authorization: Bearer <token>'.")
                        .suggestion("Send the token of a principal or user.")
                        .header("WWW-Authenticate", "Bearer"));
    }

    private static Problem invalidToken() {
        return invalidToken("The token is not one of a principal or user, nor the root token.")
                .suggestion("Ask the publisher for a token, or rotate it.");
    }

    private static Problem deactivated(String tenant) {
        return invalidToken(
                        "Tenant " + tenant + " is deactivated, and with it every token of its principals and users.")
                .suggestion("Ask the operator to reactivate it; the token counts again then.");
    }

    private static Problem invalidToken(String detail) {
        return new Problem(ProblemType.AUTH_INVALID, detail)
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static MinimumPosition minimum(RequestHeaders headers) {
        List<String> given = headers.all(MINIMUM);
        long position = 0;
        if (!given.isEmpty()) {
            String text = headers.joined(MINIMUM);
            position = MinimumPosition.number(text)
                    .orElseThrow(() -> Problem.invalid(
                                    MINIMUM,
                                    "format",
                                    "Header " + MINIMUM + " is '" + text + "' and must be one whole number.")
                            .suggestion("Send the position of the command's result."));
        }
        return new MinimumPosition(position, MinimumPosition.patience(headers.all("Prefer")));
    }

    private static Problem behind(long wanted, Attempt attempt) {
        Problem problem = Problem.unavailable(
                        ProblemType.PROJECTION_BEHIND,
                        "Position %d is not projected yet; %d is.".formatted(wanted, attempt.position()))
                .suggestion("Try again, or wait with 'Prefer: wait=<seconds>', at most 10.")
                .detail("position", attempt.position())
                .detail("min_position", wanted);
        attempt.headers().forEach(problem::header);
        return problem;
    }
}
