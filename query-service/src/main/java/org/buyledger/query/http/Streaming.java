package org.buyledger.query.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that is written bit by bit when the request's transaction is over. The thread that writes is the connection's own
 * and may wait; to interrupt it while it writes closes the connection.
 *
 * @param type its media type
 * @param mayCompress whether it is compressed for clients that take it; then little of it is on its way before it is flushed
 */
public record Streaming(String type, boolean mayCompress, Writer writer) {

    /** Writes the body. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes all of it; the body then ends as HTTP wants it. What is flushed is on its way.
         *
         * @throws Problem when there is none; only before anything was written
         * @throws IOException when the client is gone, or the body has to end before it is complete: then the connection is
         *     closed so that the client sees it
         */
        void write(OutputStream out) throws IOException, InterruptedException;
    }
}
