package org.buyledger.query.http;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.buyledger.events.Sha256;
import org.buyledger.query.auth.Caller;
import org.jooq.DSLContext;

/**
 * A request of a known caller.
 *
 * @param db the transaction to read in
 * @param route the template that the path fits, such as {@code /v1/media-buys/{id}}
 * @param path as it was asked for, without the query string
 * @param id what stands for {@code {id}}; empty where the template has none
 * @param version of what the caller's tenant sees: whatever is read from the tables of its events, and by this program, is
 *     the same while it is
 * @param header a header's value by its name, several of the name joined with commas; empty text where there is none
 */
public record ReadRequest(
        Caller caller,
        DSLContext db,
        String route,
        String path,
        String id,
        Parameters parameters,
        String version,
        UnaryOperator<String> header) {
    private static final int HASH_DIGITS = 16;

    /** The body, unless the caller has it already: then it is not even read. */
    public Answer unlessUnchanged(Etag etag, Supplier<Object> body) {
        return isKnown(etag) ? Answer.notModified(etag) : Answer.ok(body.get(), etag);
    }

    boolean isKnown(Etag etag) {
        return etag.isNamedBy(header.apply("If-None-Match"));
    }

    /**
     * The tag of whatever is made of the tables of the tenant's events alone: it changes with each of them, and is known
     * before anything is read.
     */
    public Etag tagOfPosition() {
        String asked = String.join("\n", version, caller.scope(), path, parameters.query(), header.apply("Accept"));
        return new Etag(Sha256.hex(asked).substring(0, HASH_DIGITS), true);
    }

    /** The same request in another view of the database. */
    public ReadRequest in(DSLContext view) {
        return new ReadRequest(caller, view, route, path, id, parameters, version, header);
    }

    /** The same request with other parameters. */
    public ReadRequest with(Parameters others) {
        return new ReadRequest(caller, db, route, path, id, others, version, header);
    }

    /** The same request of a caller that says nothing in headers. */
    public ReadRequest withoutHeaders() {
        return new ReadRequest(caller, db, route, path, id, parameters, version, name -> "");
    }
}
