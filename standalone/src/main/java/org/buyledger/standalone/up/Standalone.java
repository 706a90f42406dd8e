package org.buyledger.standalone.up;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.buyledger.operations.Setting;
import org.buyledger.operations.Settings;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;

/** The supervisor: starts everything, keeps it running, and stops it in order. */
final class Standalone {
    private final DataFolder folder;
    private final Ports ports;
    private final Settings settings;
    private final Console console;
    private final Orphans processes;
    private final CompletableFuture<Void> toldToStop = new CompletableFuture<>();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();

    /** In the order in which they are stopped: those of one list together, the lists one after another. */
    private final List<List<Supervised>> stages;

    /**
     * Prepares to run.
     *
     * @param services what runs beside Kafka and PostgreSQL
     */
    Standalone(DataFolder folder, Ports ports, List<Service> services, Settings settings, Console console)
            throws Failed, IOException, InterruptedException {
        this.folder = folder;
        this.ports = ports;
        this.settings = settings;
        this.console = console;
        processes = new Orphans(folder.file("processes"), console);
        stages = List.of(
                services.stream()
                        .map(service -> supervised(new JavaProgram(service, folder)))
                        .toList(),
                List.of(supervised(new Broker(folder, ports.kafka()))),
                List.of(supervised(new Postgres(folder, ports.postgres()))));
    }

    private Supervised supervised(Program program) {
        return new Supervised(program, folder, console, processes, broken::completeExceptionally);
    }

    /** Something to do that may fail. */
    interface Task {
        void run() throws Failed, IOException, InterruptedException;
    }

    /**
     * Runs until a signal ends it.
     *
     * @param whenReady done once, when everything is ready
     * @throws Failed when it cannot start or go on; everything is stopped then
     */
    void run(Task whenReady) throws Failed, IOException, InterruptedException {
        processes.awaitEnd();
        String operationsHost = settings.text(Setting.OPERATIONS_HOST);
        ports.check(settings.text(Setting.HTTP_HOST), operationsHost);
        Secrets.keep(folder.file("root.token"));
        Signals.handle(this::signalled);
        try (Operations operations = new Operations(operationsHost, ports.operations(), all())) {
            operations.start();
            start();
            Thread.ofVirtual().start(() -> whenAllReady(whenReady));
            awaitEnd();
        } finally {
            stop();
        }
    }

    private void start() throws IOException {
        Map<String, Supervised> byName = new LinkedHashMap<>();
        for (Supervised one : all()) {
            byName.put(one.program().name(), one);
            LogFile.roll(one.program().log());
        }
        for (Supervised one : byName.values()) {
            one.keepRunning(one.program().needs().stream()
                    .map(name -> Objects.requireNonNull(byName.get(name), name))
                    .toList());
        }
    }

    private void whenAllReady(Task task) {
        try {
            for (Supervised one : all()) {
                one.awaitReady();
            }
            if (!toldToStop.isDone()) {
                task.run();
            }
        } catch (Failed | IOException | InterruptedException | RuntimeException e) {
            broken.completeExceptionally(e);
        }
    }

    private void awaitEnd() throws Failed, IOException, InterruptedException {
        try {
            CompletableFuture.anyOf(toldToStop, broken).get();
        } catch (ExecutionException e) {
            if (!toldAMomentLater()) {
                switch (e.getCause()) {
                    case Failed failed -> throw failed;
                    case IOException io -> throw io;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }

    /** A terminal's Ctrl-C also ends the programs that prepare PostgreSQL, and we may hear of that first. */
    private boolean toldAMomentLater() throws InterruptedException {
        try {
            toldToStop.get(300, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    private void signalled() {
        if (!toldToStop.complete(null)) {
            all().forEach(Supervised::kill);
            console.say("killed everything");
            Runtime.getRuntime().halt(ExitCode.KILLED);
        }
    }

    private List<Supervised> all() {
        return stages.stream().flatMap(List::stream).toList();
    }

    private void stop() throws IOException, InterruptedException {
        console.say("stopping ...");
        long began = System.nanoTime();
        for (List<Supervised> stage : stages) {
            List<Thread> stopping = new ArrayList<>();
            for (Supervised one : stage) {
                stopping.add(Thread.ofVirtual().start(one::stop));
            }
            for (Thread thread : stopping) {
                thread.join();
            }
        }
        processes.forget();
        console.say("stopped after " + Console.seconds(Duration.ofNanos(System.nanoTime() - began)));
    }
}
