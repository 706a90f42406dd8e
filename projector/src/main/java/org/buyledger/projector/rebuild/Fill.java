package org.buyledger.projector.rebuild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.buyledger.migrations.Database;
import org.buyledger.projector.runner.AuditMonths;
import org.buyledger.projector.runner.Projection;
import org.buyledger.projector.runner.Withheld;
import org.jooq.TableRecord;

/** Folds the log into empty tables, as many partitions at the same time as there are processors. */
final class Fill {
    private static final String FOLDER = "buyledger-rebuild-";

    private final Supplier<Consumer<byte[], byte[]>> events;
    private final Database candidate;
    private final List<Projection<?>> projections;
    private final Withheld withheld;
    private final Request request;
    private final RunProgress progress;

    Fill(
            Supplier<Consumer<byte[], byte[]>> events,
            Database candidate,
            List<Projection<?>> projections,
            Withheld withheld,
            Request request,
            RunProgress progress) {
        this.events = events;
        this.candidate = candidate;
        this.projections = projections;
        this.withheld = withheld;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Folds all of it.
     *
     * @param ends by partition, the offset before which it ends
     * @return what was copied into each table
     */
    List<Tally> run(Map<Integer, Long> ends) throws RebuildFailed {
        List<Tally> tallies =
                projections.stream().map(one -> new Tally(one.table())).toList();
        boolean hasMonths =
                projections.stream().anyMatch(one -> one.table().getName().equals(AuditMonths.TABLE));
        AuditMonths months = hasMonths ? new AuditMonths(candidate) : null;
        List<Map<Integer, Long>> shares = shares(ends, Runtime.getRuntime().availableProcessors());
        Throttle throttle = new Throttle(request.perSecond());
        Path folder = folder();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                shares.size(), Thread.ofPlatform().name("rebuild-fold-", 0).factory())) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                Map<Integer, Long> share = shares.get(i);
                Path part = folder.resolve(Integer.toString(i));
                workers.add(threads.submit(() -> {
                    work(share, tallies, months, throttle, part, request.cacheBytes() / shares.size());
                    return null;
                }));
            }
            await(workers);
        } finally {
            delete(folder);
        }
        return tallies;
    }

    private void work(
            Map<Integer, Long> share,
            List<Tally> tallies,
            @org.jspecify.annotations.Nullable AuditMonths months,
            Throttle throttle,
            Path folder,
            long cacheBytes)
            throws RebuildFailed {
        try (Consumer<byte[], byte[]> consumer = events.get();
                Spill spill = new Spill(folder);
                Copier copier = new Copier(candidate)) {
            List<TableFill<?>> tables = new ArrayList<>();
            for (int i = 0; i < tallies.size(); i++) {
                tables.add(table(i, projections.get(i), tallies.get(i), copier, spill));
            }
            new FillWorker(consumer, tables, withheld, months, copier, throttle, cacheBytes, progress).run(share);
        }
    }

    private static <R extends TableRecord<R>> TableFill<R> table(
            int number, Projection<R> projection, Tally tally, Copier copier, Spill spill) {
        return new TableFill<>(number, projection, tally, copier, spill);
    }

    /** The first failure ends them all. */
    private void await(List<Future<?>> workers) throws RebuildFailed {
        Throwable first = null;
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                Throwable why = e.getCause() == null ? e : e.getCause();
                first = first == null || first instanceof RunProgress.Stopped ? why : first;
                progress.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                progress.stop();
                first = new RunProgress.Stopped();
            }
        }
        switch (first) {
            case null -> {}
            case RebuildFailed failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            default -> throw new IllegalStateException(first);
        }
    }

    /** Partitions parted among so many workers, so that each has about as much to do. */
    static List<Map<Integer, Long>> shares(Map<Integer, Long> ends, int most) {
        int workers = Math.max(1, Math.min(most, ends.size()));
        List<Map<Integer, Long>> shares = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            shares.add(new TreeMap<>());
        }
        ends.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .forEach(entry -> shares.stream()
                        .min(Comparator.comparingLong(Fill::size))
                        .orElseThrow()
                        .put(entry.getKey(), entry.getValue()));
        return shares;
    }

    private static long size(Map<Integer, Long> share) {
        // An empty partition is work too, a little.
        return share.values().stream().mapToLong(end -> end + 1).sum();
    }

    /** For rows that do not fit into memory; what killed ones have left goes first. */
    private static Path folder() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> files = Files.list(temporary)) {
            files.filter(file -> file.getFileName().toString().startsWith(FOLDER))
                    .filter(Fill::isLeft)
                    .forEach(Fill::delete);
            return temporary.resolve(FOLDER + ProcessHandle.current().pid() + "-" + System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeft(Path folder) {
        String[] parts =
                folder.getFileName().toString().substring(FOLDER.length()).split("-", -1);
        return parts.length == 2
                && parts[0].matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
