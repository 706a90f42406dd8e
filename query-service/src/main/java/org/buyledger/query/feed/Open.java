package org.buyledger.query.feed;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.buyledger.migrations.Database;
import org.buyledger.query.auth.Visible;
import org.buyledger.query.feed.Subscription.End;
import org.jooq.DSLContext;

/** What a client has open to download something long: it ends as streams do. */
public final class Open {
    private final Database database;
    private final Semaphore readers;
    private final Subscription subscription;
    private final Counter sent;
    private final OutputStream out;

    Open(Database database, Semaphore readers, Subscription subscription, Counter sent, OutputStream out) {
        this.database = database;
        this.readers = readers;
        this.subscription = subscription;
        this.sent = sent;
        this.out = out;
    }

    /** Writes the download. */
    @FunctionalInterface
    public interface Download {
        void write(Open open) throws IOException, InterruptedException;
    }

    /** Reads a part of it in one short transaction; waits while enough others do. */
    public <T> T read(Function<DSLContext, T> work) throws InterruptedException {
        readers.acquire();
        try {
            return database.readOnly(db -> {
                Visible.tenant(db, subscription.caller().tenant());
                return work.apply(db);
            });
        } finally {
            readers.release();
        }
    }

    /**
     * Writes a part of it, and waits until the client takes it.
     *
     * @param events how many are in it
     * @throws IOException when the download is over before its end
     */
    public void write(byte[] part, int events) throws IOException {
        End end = subscription.end();
        if (end != null) {
            throw new IOException("the download is over: " + end.wire());
        }
        sent.increment(events);
        subscription.writing(true);
        try {
            out.write(part);
            out.flush();
        } finally {
            subscription.writing(false);
        }
    }
}
