package org.buyledger.query.http;

import java.util.function.Supplier;
import org.buyledger.query.auth.Caller;
import org.jooq.DSLContext;

/**
 * A request of a known caller.
 *
 * @param db the transaction to read in
 * @param route the template that the path fits, such as {@code /v1/media-buys/{id}}
 * @param id what stands for {@code {id}}; empty where the template has none
 * @param ifNoneMatch the header of that name; empty where there is none
 */
public record ReadRequest(
        Caller caller, DSLContext db, String route, String id, Parameters parameters, String ifNoneMatch) {

    /** The body, unless the caller has it already: then it is not even read. */
    public Answer unlessUnchanged(Etag etag, Supplier<Object> body) {
        return !ifNoneMatch.isEmpty() && etag.isNamedBy(ifNoneMatch)
                ? Answer.notModified(etag)
                : Answer.ok(body.get(), etag);
    }
}
