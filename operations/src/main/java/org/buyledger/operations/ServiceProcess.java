package org.buyledger.operations;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a service runs as a process: starts, waits, stops in order, and says in one sentence why it cannot start. */
public final class ServiceProcess {
    /** Exit code when a service could not start or had to give up. */
    public static final int FAILED = 1;

    /** Exit code when a setting is wrong. */
    public static final int BAD_SETTING = 2;

    /**
     * Set by a supervisor for its children: a child then stops when its standard input ends, so that none outlives a
     * supervisor that was killed.
     */
    public static final String SUPERVISED = "buyledger.supervised";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    private ServiceProcess() {}

    /** A running service. */
    public interface Service extends AutoCloseable {
        /** Waits until it has ended by itself, which only a failure makes it do; the failure is thrown. */
        void await() throws InterruptedException;

        @Override
        void close();
    }

    /** Starts a service. */
    public interface Starter {
        Service start(Settings settings) throws IOException;
    }

    /** Runs a service until it is told to stop; ends the JVM with an exit code. */
    public static void run(String name, String[] arguments, Starter starter) {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.printf("Runs %s until it is told to stop. Settings:%n%s", name, Setting.help());
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        if (Boolean.getBoolean(SUPERVISED)) {
            obeySupervisor();
        }
        try {
            Service service = starter.start(new Settings(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, stopped), "shutdown"));
            LOG.info("{} is up", name);
            service.await();
        } catch (BadSetting e) {
            System.err.println(name + ": " + e.getMessage());
            System.exit(BAD_SETTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.error("{} stops: {}", name, e.getMessage(), e);
            System.err.println(name + ": " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void stop(Service service, CountDownLatch stopped) {
        try {
            service.close();
        } finally {
            stopped.countDown();
        }
    }

    private static void obeySupervisor() {
        Thread watcher = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // whatever it says means nothing; only its end does
                        }
                    } catch (IOException e) {
                        LOG.debug("standard input broke", e);
                    }
                    // A supervisor that stops us closes the pipe and then waits; give up if we hang.
                    Thread last = new Thread(() -> {
                        try {
                            TimeUnit.SECONDS.sleep(30);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        Runtime.getRuntime().halt(FAILED);
                    });
                    last.setDaemon(true);
                    last.start();
                    System.exit(0);
                },
                "supervisor-watch");
        watcher.setDaemon(true);
        watcher.start();
    }
}
