package org.buyledger.query;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.buyledger.events.Sha256;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.operations.BadSetting;
import org.buyledger.operations.Metrics;
import org.buyledger.operations.OperationsServer;
import org.buyledger.operations.ServiceProcess.Service;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.query.audit.AuditLog;
import org.buyledger.query.audit.Commands;
import org.buyledger.query.auth.Tokens;
import org.buyledger.query.catalogue.Catalogue;
import org.buyledger.query.configuration.Configuration;
import org.buyledger.query.creative.Creatives;
import org.buyledger.query.feed.ChangeFeed;
import org.buyledger.query.feed.Downloads;
import org.buyledger.query.feed.Events;
import org.buyledger.query.http.AccessLog;
import org.buyledger.query.http.Admission;
import org.buyledger.query.http.Api;
import org.buyledger.query.http.Audience;
import org.buyledger.query.http.Endpoint;
import org.buyledger.query.http.HttpServer;
import org.buyledger.query.http.RateLimits;
import org.buyledger.query.http.Route;
import org.buyledger.query.mediabuy.CampaignNotes;
import org.buyledger.query.mediabuy.MediaBuys;
import org.buyledger.query.mediabuy.PerformanceFeedback;
import org.buyledger.query.paging.Cursors;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.position.Freshness;
import org.buyledger.query.position.ProjectedPositions;
import org.buyledger.query.projection.Projections;
import org.buyledger.query.tenancy.Tenancy;
import org.buyledger.query.workflow.Contexts;
import org.buyledger.query.workflow.WorkflowSteps;

/** The query service. It starts without a database too, and answers 503 until there is one. */
public final class QueryService implements Service {
    /** A caller waits for the answer, and should rather hear soon that there is none. */
    private static final Duration CONNECTION = Duration.ofSeconds(1);

    private static final Duration STATEMENT = Duration.ofSeconds(5);
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** Requests that wait for a connection, at most: what the database does in less time than they are willing to wait. */
    private static final int WAITING = 500;

    private static final int LEAST_KEY_BYTES = 16;

    private final Database database;
    private final ProjectedPositions positions;
    private final ChangeFeed feed;
    private final HttpServer http;
    private final OperationsServer operations;
    private final CountDownLatch closed = new CountDownLatch(1);

    private QueryService(Settings settings) throws IOException {
        Paging paging = new Paging(new Cursors(cursorKey(settings)));
        PrometheusMeterRegistry metrics = Metrics.create("query-service");
        database = new Database(settings, new Database.Limits(CONNECTION, STATEMENT, role(settings)), metrics);
        positions = new ProjectedPositions(database);
        RateLimits limits = Admission.perCaller(
                settings.number(Setting.RATE_LIMIT, 0, 1_000_000), settings.number(Setting.RATE_LIMIT_WINDOW, 1, 3600));
        Admission admission = new Admission(limits, settings.number(Setting.DB_POOL_SIZE, 1, 1000) + WAITING, metrics);
        AccessLog log = new AccessLog(settings.flag(Setting.ACCESS_LOG));
        Tokens tokens = new Tokens(settings.secret(Setting.ROOT_TOKEN_FILE));
        Freshness freshness = new Freshness(program());
        feed = new ChangeFeed(settings, database, positions, tokens, metrics);
        List<Route> routes = routes(paging, new Migrator(database), new Events(feed)::follow, feed);
        http = new HttpServer(
                settings, new Api(routes, database, positions, freshness, tokens, admission, log, metrics), log);
        operations = new OperationsServer("query-service", settings, metrics, new Readiness(database, role(settings)));
    }

    /**
     * Listens at once.
     *
     * @throws BadSetting when a port is taken or a setting is wrong
     */
    public static QueryService start(Settings settings) throws IOException {
        return new QueryService(settings);
    }

    private static String role(Settings settings) {
        String role = settings.text(Setting.DB_READER_ROLE);
        if (!ROLE.matcher(role).matches()) {
            throw new BadSetting("%s is '%s' and must be a role's name of lower-case letters, digits and underscores."
                    .formatted(Setting.DB_READER_ROLE.variable(), role));
        }
        return role;
    }

    /** The table of routes. */
    static List<Route> routes(Paging paging, Migrator migrator, Endpoint events, Downloads downloads) {
        MediaBuys mediaBuys = new MediaBuys(paging);
        Creatives creatives = new Creatives(paging);
        PerformanceFeedback feedback = new PerformanceFeedback(paging);
        CampaignNotes notes = new CampaignNotes(paging);
        WorkflowSteps workflowSteps = new WorkflowSteps(paging);
        Contexts contexts = new Contexts(paging);
        Commands commands = new Commands(paging);
        Projections projections = new Projections(migrator);
        return Stream.of(
                        List.of(
                                Route.ofPosition("/v1/media-buys", mediaBuys.list()),
                                new Route("/v1/media-buys/{id}", mediaBuys.byId()),
                                Route.ofPosition("/v1/creatives", creatives::list),
                                new Route("/v1/creatives/{id}", creatives::byId),
                                Route.ofPosition("/v1/performance-feedback", feedback::list),
                                new Route("/v1/performance-feedback/{id}", feedback::byId),
                                Route.ofPosition("/v1/campaign-notes", notes::list)
                                        .to(Audience.USERS),
                                new Route("/v1/campaign-notes/{id}", notes::byId).to(Audience.USERS),
                                Route.ofPosition("/v1/workflow-steps", workflowSteps::list),
                                new Route("/v1/workflow-steps/{id}", workflowSteps::byId),
                                Route.ofPosition("/v1/contexts", contexts::list),
                                new Route("/v1/contexts/{id}", contexts::byId),
                                new Route("/v1/events", events),
                                Route.ofPosition("/v1/audit-log", new AuditLog(paging, downloads)::list)
                                        .to(Audience.USERS),
                                new Route("/v1/commands", commands::list),
                                new Route("/v1/commands/{id}", commands::byId)),
                        List.of(new Route("/v1/projections", projections::list).to(Audience.OPERATORS)),
                        Tenancy.routes(paging),
                        Catalogue.routes(paging),
                        Configuration.routes(paging))
                .flatMap(List::stream)
                .flatMap(route -> PastRoutes.of(route, paging))
                .toList();
    }

    /** Which program this is: the SHA-256 of its jar; empty where it is run from a folder of classes. */
    private static String program() throws IOException {
        try {
            Path jar = Path.of(QueryService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(jar) ? HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(jar))) : "";
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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

    /** Lets the requests in hand be answered, those that wait at once, and ends what is streamed. */
    @Override
    public void close() {
        positions.close();
        feed.close();
        http.close();
        operations.close();
        database.close();
        closed.countDown();
    }
}
