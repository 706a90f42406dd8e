package org.buyledger.query.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.Database;
import org.buyledger.query.auth.BearerToken;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.position.MinimumPosition;
import org.buyledger.query.position.ProjectedPositions;
import org.jspecify.annotations.Nullable;

/**
 * Reads for a caller: finds out who it is, sees that the tenant is projected far enough, and lets the endpoint answer, all
 * in one snapshot of the database, so that the position in the answer is that of its data.
 */
final class Reader {
    private final Database database;
    private final ProjectedPositions positions;

    Reader(Database database, ProjectedPositions positions) {
        this.database = database;
        this.positions = positions;
    }

    /** One attempt; the answer is null when the tenant is not projected far enough for one. */
    private record Attempt(
            Caller caller, long position, @Nullable Answer answer) {}

    Answer read(Route route, String id, String query, RequestHeaders headers) throws InterruptedException {
        String token = token(headers);
        MinimumPosition minimum = minimum(headers);
        Parameters parameters = Parameters.parse(query);
        Instant deadline = Instant.now().plus(minimum.patience().orElse(Duration.ZERO));
        while (true) {
            Attempt attempt = attempt(token, minimum.position(), route, id, parameters, headers);
            if (attempt.answer() != null) {
                return withPosition(attempt.answer(), attempt.position(), minimum);
            }
            Duration left = Duration.between(Instant.now(), deadline);
            if (!left.isPositive() || !positions.await(attempt.caller().tenant(), minimum.position(), left)) {
                throw behind(minimum.position(), attempt.position());
            }
        }
    }

    private Attempt attempt(
            String token, long minimum, Route route, String id, Parameters parameters, RequestHeaders headers) {
        return database.readOnly(db -> {
            Tokens.Identified who = Tokens.identify(db, token).orElseThrow(Reader::invalidToken);
            Caller caller = who.caller();
            if (who.isDeactivated()) {
                throw deactivated(caller.tenant());
            }
            if (who.position() < minimum) {
                return new Attempt(caller, who.position(), null);
            }
            ReadRequest request =
                    new ReadRequest(caller, db, route.template(), id, parameters, headers.joined("If-None-Match"));
            return new Attempt(caller, who.position(), answer(route.endpoint(), request));
        });
    }

    /** A missing object is an answer like others: it has a position. */
    private static Answer answer(Endpoint endpoint, ReadRequest request) {
        Answer answer;
        try {
            answer = endpoint.answer(request);
        } catch (Problem problem) {
            if (problem.status() != 404) {
                throw problem;
            }
            answer = Answer.of(problem);
        }
        request.parameters().refuseOthers();
        return answer;
    }

    private static Answer withPosition(Answer answer, long position, MinimumPosition minimum) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Buyledger-Position", Long.toString(position));
        minimum.patience().ifPresent(wait -> headers.put("Preference-Applied", "wait=" + wait.toSeconds()));
        return new Answer(answer.status(), answer.body(), headers);
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
        return invalidToken("The token is not one of a principal or user.")
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
        List<String> given = headers.all("Buyledger-Min-Position");
        long position = 0;
        if (!given.isEmpty()) {
            String text = headers.joined("Buyledger-Min-Position");
            position = MinimumPosition.number(text)
                    .orElseThrow(() -> Problem.invalid(
                                    "Buyledger-Min-Position",
                                    "format",
                                    "Header Buyledger-Min-Position is '" + text + "' and must be one whole number.")
                            .suggestion("Send the position of the command's result."));
        }
        return new MinimumPosition(position, MinimumPosition.patience(headers.all("Prefer")));
    }

    private static Problem behind(long wanted, long projected) {
        return Problem.unavailable(
                        ProblemType.PROJECTION_BEHIND,
                        "Position %d is not projected yet; %d is.".formatted(wanted, projected))
                .suggestion("Try again, or wait with 'Prefer: wait=<seconds>', at most 10.")
                .detail("position", projected)
                .detail("min_position", wanted);
    }
}
