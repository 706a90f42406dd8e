package org.buyledger.standalone.up;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.buyledger.operations.Health;
import org.buyledger.operations.Metrics;
import org.buyledger.operations.OperationsServer;
import org.buyledger.operations.ServiceProcess;
import org.buyledger.operations.Settings;

/** A service that does nothing but answer on its operations port. */
final class FakeService implements ServiceProcess.Service {
    static final String NAME = "fake-service";

    private final CountDownLatch closed = new CountDownLatch(1);
    private final OperationsServer operations;

    private FakeService(Settings settings) throws IOException {
        operations = new OperationsServer(NAME, settings, Metrics.create(NAME), () -> Health.of(true, "work", "none"));
    }

    public static void main(String[] args) {
        ServiceProcess.run(NAME, args, FakeService::new);
    }

    @Override
    public void await() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        operations.close();
        closed.countDown();
    }
}
