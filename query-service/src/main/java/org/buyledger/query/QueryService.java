package org.buyledger.query;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.Database;
import org.buyledger.operations.BadSetting;
import org.buyledger.operations.Metrics;
import org.buyledger.operations.OperationsServer;
import org.buyledger.operations.ServiceProcess.Service;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.query.audit.AuditLog;
import org.buyledger.query.audit.Commands;
import org.buyledger.query.catalogue.Products;
import org.buyledger.query.creative.Creatives;
import org.buyledger.query.http.Api;
import org.buyledger.query.http.HttpServer;
import org.buyledger.query.http.Route;
import org.buyledger.query.mediabuy.CampaignNotes;
import org.buyledger.query.mediabuy.MediaBuys;
import org.buyledger.query.mediabuy.PerformanceFeedback;
import org.buyledger.query.paging.Cursors;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.position.ProjectedPositions;
import org.buyledger.query.workflow.Contexts;
import org.buyledger.query.workflow.WorkflowSteps;

/** The query service. It starts without a database too, and answers 503 until there is one. */
public final class QueryService implements Service {
    /** A caller waits for the answer, and should rather hear soon that there is none. */
    private static final Database.Limits LIMITS = new Database.Limits(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final int LEAST_KEY_BYTES = 16;

    private final Database database;
    private final ProjectedPositions positions;
    private final HttpServer http;
    private final OperationsServer operations;
    private final CountDownLatch closed = new CountDownLatch(1);

    private QueryService(Settings settings) throws IOException {
        Paging paging = new Paging(new Cursors(cursorKey(settings)));
        PrometheusMeterRegistry metrics = Metrics.create("query-service");
        database = new Database(settings, LIMITS, metrics);
        positions = new ProjectedPositions(database);
        http = new HttpServer(settings, new Api(routes(paging), database, positions, metrics));
        operations = new OperationsServer("query-service", settings, metrics, new Readiness(database));
    }

    /**
     * Listens at once.
     *
     * @throws BadSetting when a port is taken or a setting is wrong
     */
    public static QueryService start(Settings settings) throws IOException {
        return new QueryService(settings);
    }

    private static List<Route> routes(Paging paging) {
        MediaBuys mediaBuys = new MediaBuys(paging);
        Creatives creatives = new Creatives(paging);
        PerformanceFeedback feedback = new PerformanceFeedback(paging);
        WorkflowSteps workflowSteps = new WorkflowSteps(paging);
        Contexts contexts = new Contexts(paging);
        Products products = new Products(paging);
        return List.of(
                new Route("/v1/media-buys", mediaBuys::list),
                new Route("/v1/media-buys/{id}", mediaBuys::byId),
                new Route("/v1/creatives", creatives::list),
                new Route("/v1/creatives/{id}", creatives::byId),
                new Route("/v1/performance-feedback", feedback::list),
                new Route("/v1/performance-feedback/{id}", feedback::byId),
                new Route("/v1/campaign-notes", new CampaignNotes(paging)::list),
                new Route("/v1/workflow-steps", workflowSteps::list),
                new Route("/v1/workflow-steps/{id}", workflowSteps::byId),
                new Route("/v1/contexts", contexts::list),
                new Route("/v1/contexts/{id}", contexts::byId),
                new Route("/v1/products", products::list),
                new Route("/v1/products/{id}", products::byId),
                new Route("/v1/audit-log", new AuditLog(paging)::list),
                new Route("/v1/commands/{id}", new Commands()::byId));
    }

    /** What signs cursors; the same on every instance, so that a page may come from another than the one before. */
    private static byte[] cursorKey(Settings settings) {
        byte[] key = settings.secret(Setting.CURSOR_KEY_FILE)
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> Sha256.of(("cursor" + settings.databasePassword()).getBytes(StandardCharsets.UTF_8)));
        if (key.length < LEAST_KEY_BYTES) {
            throw new BadSetting(
                    "The file that %s names holds %d bytes and must hold at least %d; write a random key into it."
                            .formatted(Setting.CURSOR_KEY_FILE.variable(), key.length, LEAST_KEY_BYTES));
        }
        return key;
    }

    /** The port of the API. */
    public int port() {
        return http.port();
    }

    /** The port of {@code /livez}, {@code /readyz} and {@code /metrics}. */
    public int operationsPort() {
        return operations.port();
    }

    @Override
    public void await() throws InterruptedException {
        closed.await();
    }

    /** Lets the requests in hand be answered, those that wait for a position at once. */
    @Override
    public void close() {
        positions.close();
        http.close();
        operations.close();
        database.close();
        closed.countDown();
    }
}
