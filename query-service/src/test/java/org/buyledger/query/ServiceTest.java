package org.buyledger.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.buyledger.migrations.Database;
import org.buyledger.migrations.Migrator;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Route;
import org.buyledger.query.paging.Cursors;
import org.buyledger.query.paging.Paging;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A query service on a database of the test class's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceTest {
    /** The root token. */
    protected static final String ROOT = "the-root-token";

    private static final Migrator NO_DATABASE =
            new Migrator(new Database("jdbc:postgresql://localhost:1/none", "nobody", "", "none"));

    protected final TestDatabase testDatabase = TestDatabase.create();
    protected final Database database = testDatabase.open();
    protected final Fixture fixture = new Fixture(database);
    protected final QueryService service = start();
    protected final Client client = new Client(service.port());

    private QueryService start() {
        try {
            return QueryService.start(testDatabase.settings(Map.of("BUYLEDGER_ROOT_TOKEN_FILE", rootTokenFile())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The table of routes. */
    static List<Route> routes() {
        return QueryService.routes(
                new Paging(new Cursors(new byte[32])),
                NO_DATABASE,
                request -> Answer.ok(""),
                (caller, token, out, download) -> {});
    }

    private static String rootTokenFile() throws IOException {
        Path file = Files.createTempFile("root", ".token");
        file.toFile().deleteOnExit();
        return Files.writeString(file, ROOT).toString();
    }

    /** Writes the rows that the tests of the class share. */
    protected abstract void write();

    @BeforeAll
    void prepare() {
        write();
    }

    @AfterAll
    void stop() {
        client.close();
        service.close();
        database.close();
    }
}
