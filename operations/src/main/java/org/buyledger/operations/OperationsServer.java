package org.buyledger.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The operations port of a service: {@code /livez}, {@code /readyz} and {@code /metrics}. */
public final class OperationsServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Listens at once.
     *
     * @param service its name, for the answers
     * @param health asked at every {@code /readyz}
     * @throws BadSetting when the port is taken
     */
    public OperationsServer(String service, Settings settings, PrometheusMeterRegistry metrics, Supplier<Health> health)
            throws IOException {
        int port = settings.port(Setting.OPERATIONS_PORT);
        String host = settings.text(Setting.OPERATIONS_HOST);
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException e) {
            throw new BadSetting("Port %d on %s is taken; give %s another."
                    .formatted(port, host, Setting.OPERATIONS_PORT.variable()));
        }
        server.setExecutor(executor);
        server.createContext("/livez", exchange -> answer(exchange, 200, "application/json", live(service)));
        server.createContext("/readyz", exchange -> {
            Health now = health.get();
            answer(exchange, now.ready() ? 200 : 503, "application/json", ready(service, now));
        });
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static String live(String service) {
        return json(Map.of("service", service, "live", true));
    }

    private static String ready(String service, Health health) {
        return json(Map.of("service", service, "ready", health.ready(), "details", health.details()));
    }

    private static String json(Map<String, ?> answer) {
        return JSON.writeValueAsString(new TreeMap<>(answer)) + "\n";
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
