package org.buyledger.query.http;

import java.util.regex.Pattern;
import org.buyledger.query.auth.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request, of {@code key=value} pairs parted by spaces. Nothing in it is secret: of what was sent it has the
 * method and the request id alone, never a header, a query string or a body; the path is the route's template.
 */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.buyledger.query.access");

    private static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7E]");

    private final boolean isOn;

    /** A log that may be off. */
    public AccessLog(boolean isOn) {
        this.isOn = isOn;
    }

    void write(Exchange exchange, String method, String route, int status, long bytes) {
        if (!isOn) {
            return;
        }
        Caller caller = exchange.caller();
        LOG.info(
                "request_id={} tenant={} caller={} method={} route={} status={} ms={} bytes={}",
                exchange.requestId(),
                caller == null ? "-" : word(caller.tenant()),
                caller == null ? "-" : word(caller.actor().toString()),
                method,
                route,
                status,
                Exchange.millis(exchange.nanos()),
                bytes);
    }

    /** One word: what would part the line is an underscore. */
    private static String word(String text) {
        return UNSAFE.matcher(text).replaceAll("_");
    }
}
