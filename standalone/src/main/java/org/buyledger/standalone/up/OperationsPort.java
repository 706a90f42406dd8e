package org.buyledger.standalone.up;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operations port of a service, seen from outside.
 *
 * @param port where it listens on the loopback interface; 0 before it was started
 */
record OperationsPort(int port) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PATIENCE_MS = 2000;

    /** What it answers to {@code /readyz}. */
    Readiness readiness() {
        try {
            HttpURLConnection connection = connect("/readyz");
            boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            try (InputStream body = ready ? connection.getInputStream() : connection.getErrorStream()) {
                return new Readiness(ready, JSON.readTree(body));
            }
        } catch (IOException | JacksonException e) {
            return Readiness.of(false, "does not answer: " + e.getMessage());
        }
    }

    /** What it answers to {@code /metrics}; empty when it does not. */
    String metrics() {
        try (InputStream body = connect("/metrics").getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private HttpURLConnection connect(String path) throws IOException {
        if (port == 0) {
            throw new IOException("it has not been started yet");
        }
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MS);
        connection.setReadTimeout(PATIENCE_MS);
        return connection;
    }
}
