package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which process listens on a port; Linux tells, and only of processes that we may look into. */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortHolder() {}

    static Optional<String> of(int port) {
        try {
            Set<String> sockets = new HashSet<>();
            for (String table : new String[] {"net/tcp", "net/tcp6"}) {
                if (Files.exists(PROC.resolve(table))) {
                    sockets.addAll(sockets(PROC.resolve(table), port));
                }
            }
            if (sockets.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.allProcesses()
                    .filter(process -> holds(process.pid(), sockets))
                    .findFirst()
                    .map(process -> "process %d (%s)"
                            .formatted(process.pid(), process.info().command().orElse("unknown")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Set<String> sockets(Path table, int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> inodes = new HashSet<>();
        for (String line : Files.readAllLines(table)) {
            // sl, local address, remote address, state, queues, timer, retransmits, uid, timeout, inode
            String[] field = line.strip().split("\\s+", -1);
            if (field.length > 9 && field[1].endsWith(suffix) && field[3].equals(LISTENING)) {
                inodes.add("socket:[" + field[9] + "]");
            }
        }
        return inodes;
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> files = Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            return files.anyMatch(file -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(file).toString());
                } catch (IOException e) {
                    return false; // closed meanwhile
                }
            });
        } catch (IOException e) {
            return false; // somebody else's, or gone
        }
    }
}
