package org.buyledger.query.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a {@link Streaming} body to its client. */
final class StreamingAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingAnswer.class);
    private static final int GZIP_BUFFER = 4_096;

    private StreamingAnswer() {}

    /**
     * Writes all of it.
     *
     * @param begins run before its first byte
     * @throws Problem when it cannot begin; nothing is sent then
     * @throws CloseConnectionException when it ended before it was complete, for whatever reason
     */
    static void send(Streaming body, boolean gzip, ServerResponse response, Runnable begins) {
        Connection connection = new Connection(response, gzip, begins);
        try {
            body.writer().write(connection);
            connection.close();
        } catch (IOException e) {
            LOG.debug("A body ended early: {}", e.getMessage());
            throw new CloseConnectionException("The body ended early", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("The service is stopping", e);
        } catch (RuntimeException e) {
            if (connection.out == null) {
                throw e;
            }
            LOG.error("The answer to {} failed while it was written", response, e);
            throw new CloseConnectionException("The body ended early", e);
        }
    }

    /** Sends the headers with the first byte. The web server tells that a client is gone in several ways; here it is one. */
    private static final class Connection extends OutputStream {
        private final ServerResponse response;
        private final boolean gzip;
        private final Runnable begins;
        private @Nullable OutputStream out;

        Connection(ServerResponse response, boolean gzip, Runnable begins) {
            this.response = response;
            this.gzip = gzip;
            this.begins = begins;
        }

        private interface Write {
            void to(OutputStream out) throws IOException;
        }

        private void attempt(Write write) throws IOException {
            OutputStream opened = out == null ? open() : out;
            out = opened;
            try {
                write.to(opened);
            } catch (RuntimeException e) {
                throw new IOException("the client is gone", e);
            }
        }

        private OutputStream open() throws IOException {
            begins.run();
            if (!gzip) {
                return response.outputStream();
            }
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            return new GZIPOutputStream(response.outputStream(), GZIP_BUFFER, true);
        }

        @Override
        public void write(int b) throws IOException {
            attempt(to -> to.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            attempt(to -> to.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            attempt(OutputStream::flush);
        }

        @Override
        public void close() throws IOException {
            attempt(OutputStream::close);
        }
    }
}
