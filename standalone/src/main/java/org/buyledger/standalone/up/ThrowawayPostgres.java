package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.buyledger.migrations.Scratch;
import org.buyledger.standalone.Failed;

/** The embedded PostgreSQL for a few minutes, in a folder that is gone afterwards; it keeps nothing safe. */
public final class ThrowawayPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path path;
    private final DataFolder folder;
    private final RunningPostgres running;
    private final Scratch scratch;

    /**
     * Starts it.
     *
     * @param schema what the schema is called in its databases
     */
    public ThrowawayPostgres(String schema) throws Failed, IOException, InterruptedException {
        PostgresBinaries.check();
        path = Files.createTempDirectory("buyledger-scratch");
        folder = DataFolder.open(path.resolve("data"));
        PostgresCluster cluster = new PostgresCluster(folder, PostgresAccount.choose(folder.path()));
        cluster.create();
        int port = Ports.free();
        cluster.configure(port);
        cluster.forget();
        running = cluster.start();
        scratch = new Scratch(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable",
                PostgresCluster.SUPERUSER,
                cluster.superuserPassword(),
                schema);
    }

    /** For databases that are thrown away. */
    public Scratch scratch() {
        return scratch;
    }

    @Override
    public void close() throws IOException {
        running.stop();
        try {
            if (!running.ends(PATIENCE)) {
                running.kill();
            }
        } catch (InterruptedException e) {
            running.kill();
            Thread.currentThread().interrupt();
        }
        folder.close();
        DataFolder.delete(path);
    }
}
