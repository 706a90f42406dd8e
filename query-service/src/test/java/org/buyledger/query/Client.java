package org.buyledger.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.events.Json;
import org.buyledger.operations.Contract;
import tools.jackson.databind.JsonNode;

/** Asks a query service over HTTP; each answer of the API is held against its contract. */
final class Client implements AutoCloseable {
    static final Contract CONTRACT = new Contract("openapi/query");

    /** On the operations port. */
    private static final Set<String> OPERATIONS = Set.of("/livez", "/readyz", "/metrics");

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Client(int port) {
        this.port = port;
    }

    /** An answer, its body also as JSON. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return Json.EVENTS.readTree(response.body());
        }

        /** A header's value, empty text when there is none. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Where the next page is; empty text on the last. */
        String next() {
            Matcher next = NEXT.matcher(header("Link"));
            return next.find() ? next.group(1) : "";
        }

        /** The code of a problem. */
        String code() {
            return json().path("code").asString("");
        }
    }

    /** GET with somebody's token. */
    Reply get(String token, String path) {
        return get(token, path, Map.of());
    }

    Reply get(String token, String path, Map<String, String> headers) {
        return send("GET", token, path, headers);
    }

    Reply head(String token, String path) {
        return send("HEAD", token, path, Map.of());
    }

    Reply send(String method, String token, String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return send(request.build());
    }

    Reply send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (!OPERATIONS.contains(request.uri().getRawPath())) {
                CONTRACT.check(
                        request.method(),
                        request.uri().getRawPath(),
                        answer.statusCode(),
                        answer.headers(),
                        answer.body());
            }
            return new Reply(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sum of the metrics that begin so, of what {@code /metrics} answered. */
    static double metric(String metrics, String beginning) {
        return metrics.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        http.close();
    }
}
