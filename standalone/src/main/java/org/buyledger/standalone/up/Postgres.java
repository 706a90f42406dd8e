package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.buyledger.standalone.Failed;

/** The PostgreSQL server, with settings under which a commit survives a power cut. */
final class Postgres implements Program {
    static final String NAME = "postgres";

    /** Database, user and schema are all called so. */
    static final String DATABASE = "buyledger";

    private final DataFolder folder;
    private final PostgresCluster cluster;
    private final int port;
    private volatile boolean prepared;

    /**
     * Looks at what is there, without changing anything.
     *
     * @throws Failed when there is no PostgreSQL for this machine, or none that can use the cluster which is there
     */
    Postgres(DataFolder folder, int port) throws Failed, IOException, InterruptedException {
        PostgresBinaries.check();
        this.folder = folder;
        this.port = port;
        cluster = new PostgresCluster(folder, PostgresAccount.choose(folder.path()));
        cluster.checkVersion();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "PostgreSQL";
    }

    @Override
    public Path log() {
        return folder.log(NAME);
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Running start() throws Failed, IOException, InterruptedException {
        cluster.create();
        cluster.configure(port);
        RunningPostgres running = cluster.start();
        try {
            if (!prepared) {
                PostgresDatabase.prepare(port, cluster.superuserPassword(), password());
                prepared = true;
            }
            return running;
        } catch (SQLException e) {
            running.kill();
            throw new IOException("the database cannot be prepared: " + e.getMessage(), e);
        }
    }

    private String password() throws IOException {
        return Secrets.keep(folder.file("postgres.password"));
    }

    @Override
    public Readiness readiness() {
        try (Connection connection = PostgresDatabase.connect(port, DATABASE, DATABASE, password())) {
            return Readiness.of(connection.isValid(2), "accepts connections");
        } catch (SQLException | IOException e) {
            return Readiness.of(false, "does not accept connections: " + e.getMessage());
        }
    }
}
