package org.buyledger.query.http;

import java.util.Optional;

/**
 * An endpoint that can say, for some requests, all that it will read before anything is read. Then its statements are sent together
 * with the one that tells whose the token is: one round trip, and one snapshot, without a transaction's beginning and end.
 */
public interface AheadEndpoint extends Endpoint {
    /**
     * What is read for a request that has no connection yet. Empty where that depends on what is found, or on parameters that
     * only {@link #answer} knows or refuses.
     */
    Optional<Reads> ahead(ReadRequest request);
}
