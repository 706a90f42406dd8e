package org.buyledger.query;

import java.io.IOException;
import java.util.Map;
import org.buyledger.migrations.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A query service on a database of the test class's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceTest {
    protected final TestDatabase testDatabase = TestDatabase.create();
    protected final Database database = testDatabase.open();
    protected final Fixture fixture = new Fixture(database);
    protected final QueryService service = start();
    protected final Client client = new Client(service.port());

    private QueryService start() {
        try {
            return QueryService.start(testDatabase.settings(Map.of()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
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
