package org.buyledger.standalone.up;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The operations port of everything together: {@code /livez}, {@code /readyz} and {@code /metrics}. */
final class Operations implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_TYPE = "application/json";

    private final List<Supervised> children;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /** Takes the port; nothing is answered before {@link #start}. */
    Operations(String host, int port, List<Supervised> children) throws IOException {
        this.children = children;
        server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.setExecutor(executor);
        server.createContext("/livez", exchange -> answer(exchange, 200, JSON_TYPE, "{\"live\":true}\n"));
        server.createContext("/readyz", this::ready);
        server.createContext(
                "/metrics", exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics()));
    }

    void start() {
        server.start();
    }

    private void ready(HttpExchange exchange) throws IOException {
        ObjectNode services = JSON.createObjectNode();
        boolean all = true;
        List<Readiness> answers = ofAll(Program::readiness);
        for (int i = 0; i < children.size(); i++) {
            Supervised child = children.get(i);
            Readiness readiness = answers.get(i);
            all &= readiness.ready();
            services.putObject(child.program().name())
                    .put("ready", readiness.ready())
                    .put("pid", child.pid())
                    .put("restarts", child.restarts())
                    .set("answer", readiness.answer());
        }
        ObjectNode body = JSON.createObjectNode().put("ready", all).set("services", services);
        answer(exchange, all ? 200 : 503, JSON_TYPE, JSON.writeValueAsString(body) + "\n");
    }

    private String metrics() {
        Exposition all = new Exposition();
        all.add(restarts());
        ofAll(Program::metrics).forEach(all::add);
        return all.toString();
    }

    private String restarts() {
        StringBuilder text = new StringBuilder("""
                # HELP buyledger_restarts_total How often a process was started again because it had died.
                # TYPE buyledger_restarts_total counter
                """);
        for (Supervised child : children) {
            text.append("buyledger_restarts_total{service=\"%s\"} %d%n"
                    .formatted(child.program().name(), child.restarts()));
        }
        return text.toString();
    }

    /** Asks all children at the same time. */
    private <T> List<T> ofAll(Function<Program, T> question) {
        List<CompletableFuture<T>> answers = children.stream()
                .map(child -> CompletableFuture.supplyAsync(() -> question.apply(child.program()), executor))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
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
