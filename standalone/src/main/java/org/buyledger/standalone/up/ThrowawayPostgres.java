package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.buyledger.migrations.Scratch;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL for a few minutes. To unpack it and to make its data folder takes longer than all that is done with
 * it, so both are kept for the next time, in a folder beside what was built; while another process uses that, or where it
 * cannot be, in one that is gone afterwards. It keeps nothing safe: a folder that was not left in order is made anew.
 */
public final class ThrowawayPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DataFolder folder;
    /** Whether the folder is gone afterwards. */
    private final boolean isOnlyForNow;
    /** There while it runs. */
    private final Path unclean;

    private final RunningPostgres running;
    private final Scratch scratch;

    /**
     * Starts it.
     *
     * @param schema what the schema is called in its databases
     */
    public ThrowawayPostgres(String schema) throws Failed, IOException, InterruptedException {
        PostgresBinaries.check();
        DataFolder kept = kept();
        isOnlyForNow = kept == null;
        folder = kept == null
                ? DataFolder.open(Files.createTempDirectory("buyledger-scratch").resolve("data"))
                : kept;
        unclean = folder.file("state").resolve("unclean");
        PostgresCluster cluster = new PostgresCluster(folder, PostgresAccount.choose(folder.path()));
        if (Files.exists(unclean)) {
            cluster.delete();
        }
        cluster.create();
        Files.write(unclean, new byte[0]);
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

    /** Null where there is none, or none that can be used now. */
    private static @Nullable DataFolder kept() {
        String archives = System.getProperty("buyledger.archives", "");
        if (archives.isEmpty()) {
            return null;
        }
        try {
            return DataFolder.open(Path.of(archives).resolveSibling("scratch-" + PostgresBinaries.VERSION));
        } catch (Failed e) {
            return null; // then it is one for now, which says what is wrong if that cannot be either
        }
    }

    /** For databases that are thrown away. */
    public Scratch scratch() {
        return scratch;
    }

    @Override
    public void close() throws IOException {
        running.stop();
        try {
            if (running.ends(PATIENCE)) {
                Files.delete(unclean);
            } else {
                running.kill();
            }
        } catch (InterruptedException e) {
            running.kill();
            Thread.currentThread().interrupt();
        }
        folder.close();
        if (isOnlyForNow) {
            DataFolder.delete(folder.path().resolveSibling(""));
        }
    }
}
