package org.buyledger.query.feed;

import java.io.IOException;
import java.io.OutputStream;
import org.buyledger.query.auth.Caller;

/** Lets callers download something long. */
@FunctionalInterface
public interface Downloads {
    /**
     * Opens a download and writes it; it counts as one of the caller's streams, and ends as they do.
     *
     * @throws org.buyledger.query.http.Problem before anything is written, when there may be no more of them
     */
    void download(Caller caller, String tokenSha256, OutputStream out, Open.Download download)
            throws IOException, InterruptedException;
}
