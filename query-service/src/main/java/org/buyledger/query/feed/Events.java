package org.buyledger.query.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.buyledger.query.auth.BearerToken;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Bytes;
import org.buyledger.query.http.Parameters;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.http.Streaming;
import org.buyledger.query.position.ProjectedPositions;

/** {@code /v1/events}: the events of the tenant as they come, in batches or as a stream of server-sent events. */
public final class Events {
    private static final String STREAM = "text/event-stream";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /** Who asks to wait for longer waits so long. */
    private static final int MOST_SECONDS = 30;

    private static final int MOST_ASKED_SECONDS = 1_000_000;

    private final ChangeFeed feed;

    public Events(ChangeFeed feed) {
        this.feed = feed;
    }

    /** The stream or batch that the request asks for. */
    public Answer follow(ReadRequest request) {
        Parameters parameters = request.parameters();
        Caller caller = request.caller();
        String token = BearerToken.sha256(request.header().apply("Authorization"));
        Selection selection = Selection.of(parameters, caller);
        long after = after(request);
        if (request.header().apply("Accept").contains(STREAM)) {
            parameters.refuseOthers();
            return new Answer(
                    200,
                    new Streaming(STREAM, false, out -> feed.stream(selection, token, after, out)),
                    Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"));
        }
        int most = parameters.number("max_results", 1, MOST, USUAL);
        int seconds = Math.min(MOST_SECONDS, parameters.number("timeout", 0, MOST_ASKED_SECONDS, 0));
        parameters.refuseOthers();
        return Answer.later(
                () -> batch(request, feed.poll(selection, token, after, most, Duration.ofSeconds(seconds)), caller));
    }

    /** {@code Last-Event-ID}, which a client sends that comes back to the same URL, goes before {@code after}. */
    private static long after(ReadRequest request) {
        String after = request.parameters().text("after").orElse("0");
        String last = request.header().apply("Last-Event-ID");
        if (!last.isEmpty()) {
            return Parameters.position("Last-Event-ID", last);
        }
        return after.equals("latest")
                ? ProjectedPositions.of(request.db(), request.caller().tenant())
                : Parameters.position("after", after);
    }

    private static Answer batch(ReadRequest request, ChangeFeed.Polled polled, Caller caller) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('[');
        for (int i = 0; i < polled.events().size(); i++) {
            if (i > 0) {
                json.writeBytes(",\n".getBytes(StandardCharsets.US_ASCII));
            }
            polled.events().get(i).as(caller).writeJson(json);
        }
        json.write(']');
        String others = request.parameters().query("after");
        String next = request.path() + "?after=" + polled.position() + (others.isEmpty() ? "" : '&' + others);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Buyledger-Position", Long.toString(polled.projected()));
        headers.put("Link", "<" + next + ">; rel=\"next\"");
        headers.put("Cache-Control", "no-store");
        return new Answer(200, new Bytes(BATCH, json.toByteArray()), headers);
    }
}
