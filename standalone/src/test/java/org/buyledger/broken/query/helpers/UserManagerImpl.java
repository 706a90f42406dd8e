package org.buyledger.broken.query.helpers;

import java.util.ServiceLoader;
import java.util.logging.Logger;

/** Everything that the style forbids. */
class UserManagerImpl {
    static UserManagerImpl instance = new UserManagerImpl();
    static final String[] ROLES = {"buyer"};

    /** What a container would fill. */
    @interface Inject {}

    @Inject
    private Runnable injected = () -> {};

    public String name = "";

    ServiceLoader<Runnable> looksUp() {
        return ServiceLoader.load(Runnable.class);
    }

    void logs(Logger log) {
        log.info("called");
    }

    void prints() {
        System.out.println("called");
        injected.run();
    }
}
