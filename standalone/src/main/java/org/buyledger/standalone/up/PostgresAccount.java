package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;

/**
 * Whom PostgreSQL's programs run as: they refuse to run as root.
 *
 * @param prefix what stands before each of their command lines
 * @param user whose their files must be
 */
record PostgresAccount(List<String> prefix, int user) {
    private static final int ROOT = 0;

    /** The user without rights; PostgreSQL wants one that has a name. */
    private static final int NOBODY = 65534;

    /** Chooses for a data folder that belongs to us. */
    static PostgresAccount choose(Path folder) throws Failed, IOException, InterruptedException {
        int we = userOf(folder);
        if (we != ROOT) {
            return new PostgresAccount(List.of(), we);
        }
        // In a user namespace of its own root has no rights and another name, but still its files.
        List<String> namespace = List.of("unshare", "--user");
        if (works(namespace)) {
            return new PostgresAccount(namespace, ROOT);
        }
        List<String> other = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (!works(other)) {
            throw new Failed(
                    ExitCode.MISSING,
                    "PostgreSQL refuses to run as root, and neither `unshare --user` nor `setpriv` works here to give it"
                            + " another user; run this as an ordinary user.");
        }
        List<String> reach = new ArrayList<>(other);
        reach.addAll(List.of("test", "-x"));
        for (Path part = folder.getParent(); part != null; part = part.getParent()) {
            if (!Command.run(withArgument(reach, part.toString())).succeeded()) {
                throw new Failed(
                        ExitCode.MISSING,
                        "PostgreSQL refuses to run as root, and the user nobody, whom it can run as here, cannot pass"
                                + " through %s; name a data folder elsewhere with --data, or run this as an ordinary user."
                                        .formatted(part));
            }
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new PostgresAccount(other, NOBODY);
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        try {
            return Command.run(withArgument(prefix, "true")).succeeded();
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static List<String> withArgument(List<String> command, String argument) {
        List<String> all = new ArrayList<>(command);
        all.add(argument);
        return all;
    }

    /** A command line that runs a program as this user. */
    List<String> command(String... program) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(program));
        return all;
    }

    /** Makes a file or folder, with all that is in it, this user's; where it already is, nothing is done. */
    Path give(Path top) throws IOException {
        if (userOf(top) != user) {
            try (Stream<Path> all = Files.walk(top)) {
                // The top last: while it is another's, the rest may be too.
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
        return top;
    }

    private static int userOf(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }
}
