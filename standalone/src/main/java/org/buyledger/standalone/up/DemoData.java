package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Path;
import org.buyledger.standalone.Failed;

/** Makes the demo tenant, when everything is ready and before {@code up} says so. */
public interface DemoData {
    /**
     * Makes the tenant where it does not exist yet, and writes what is needed to use it.
     *
     * @param kafka where the broker is, host:port
     * @param rootToken what registers tenants
     * @param file where to write the demo's ids and tokens; {@link Secrets#write} does it so that others cannot read it
     */
    void create(String kafka, String rootToken, Path file) throws Failed, IOException, InterruptedException;
}
