package org.buyledger.query.past;

import static org.buyledger.migrations.jooq.Tables.AUDIT_LOGS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.buyledger.events.Subject;
import org.buyledger.events.Timestamps;
import org.buyledger.query.http.AheadEndpoint;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Endpoint;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.Reads;
import org.jooq.impl.DSL;

/** Answers as of a time, {@code as_of}, or of a position, {@code as_of_position}; without either, of now. */
public final class AsOf {
    /** What was does not change, but a newer version of the service may show more of it. */
    private static final String FOR_A_DAY = "private, max-age=86400";

    private AsOf() {}

    /** A list, as it was. */
    public static Endpoint list(Endpoint now) {
        return alsoAhead(
                now,
                request -> Moment.of(request)
                        .map(moment -> then(request, moment, new Past(request.db(), tenant(request), moment), now))
                        .orElseGet(() -> now.answer(request)));
    }

    /** One object, as it was. */
    public static Endpoint one(Parts parts, Endpoint now) {
        return alsoAhead(
                now,
                request -> Moment.of(request)
                        .map(moment -> one(request, moment, parts, now))
                        .orElseGet(() -> now.answer(request)));
    }

    /** What is read ahead of now still is; nothing is where a moment is asked for, for that is a parameter that it does not know. */
    private static Endpoint alsoAhead(Endpoint now, Endpoint then) {
        if (!(now instanceof AheadEndpoint present)) {
            return then;
        }
        return new AheadEndpoint() {
            @Override
            public Answer answer(ReadRequest request) {
                return then.answer(request);
            }

            @Override
            public Optional<Reads> ahead(ReadRequest request) {
                return present.ahead(request);
            }
        };
    }

    private static String tenant(ReadRequest request) {
        return request.caller().tenant();
    }

    private static Answer one(ReadRequest request, Moment moment, Parts parts, Endpoint now) {
        List<Subject> objects = parts.of(request);
        Past past = new Past(request.db(), tenant(request), moment);
        past.only(parts, objects);
        try {
            return then(request, moment, past, now);
        } catch (Problem problem) {
            if (problem.status() == 404 && isThere(request, now)) {
                tellBeginning(problem, request, objects, parts.kinds().getFirst(), moment);
            }
            throw problem;
        }
    }

    private static Answer then(ReadRequest request, Moment moment, Past past, Endpoint now) {
        boolean isFixed =
                moment.isClosed() || request.parameters().text(Moment.POSITION).isPresent();
        Answer answer = now.answer(request.in(past.db())
                .with(request.parameters()
                        .with(Moment.POSITION, Long.toString(moment.position()))
                        .without(Moment.TIME)));
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Buyledger-As-Of-Position", Long.toString(moment.position()));
        if (isFixed) {
            headers.put("Cache-Control", FOR_A_DAY);
        }
        return new Answer(answer.status(), answer.body(), headers);
    }

    private static boolean isThere(ReadRequest request, Endpoint now) {
        try {
            now.answer(request.with(request.parameters().without(Moment.TIME).without(Moment.POSITION)));
            return true;
        } catch (Problem problem) {
            return false;
        }
    }

    private static void tellBeginning(
            Problem problem, ReadRequest request, List<Subject> objects, String kind, Moment moment) {
        String[] ids = objects.stream()
                .filter(object -> object.kind().equals(kind))
                .map(Subject::id)
                .toArray(String[]::new);
        request.db()
                .select(AUDIT_LOGS.SEQUENCE, AUDIT_LOGS.OCCURRED_AT)
                .from(AUDIT_LOGS)
                .where(AUDIT_LOGS.TENANT_ID.eq(tenant(request)))
                .and(AUDIT_LOGS.OBJECT_TYPE.eq(kind))
                .and(AUDIT_LOGS.OBJECT_ID.eq(DSL.any(ids)))
                .and(AUDIT_LOGS.SEQUENCE.gt(moment.position()))
                .orderBy(AUDIT_LOGS.SEQUENCE)
                .limit(1)
                .forEach(first -> problem.suggestion("It came to be later; 'details' says when.")
                        .detail("begins_at_position", first.value1())
                        .detail("begins_at", Timestamps.text(first.value2())));
    }
}
