package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;

/**
 * Whom PostgreSQL's programs run as: they refuse to run as root.
 *
 * @param prefix what stands before each of their command lines
 * @param owned whether their files must be given to {@link #NOBODY}
 */
record PostgresAccount(List<String> prefix, boolean owned) {
    private static final int ROOT = 0;

    /** The user without rights; PostgreSQL wants one that has a name. */
    private static final int NOBODY = 65534;

    /** Chooses for a data folder that belongs to us. */
    static PostgresAccount choose(Path folder) throws Failed, IOException, InterruptedException {
        if (!Files.getAttribute(folder, "unix:uid").equals(ROOT)) {
            return new PostgresAccount(List.of(), false);
        }
        // In a user namespace of its own root has no rights and another name, but still its files.
        List<String> namespace = List.of("unshare", "--user");
        if (works(namespace)) {
            return new PostgresAccount(namespace, false);
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
        return new PostgresAccount(other, true);
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

    /** Makes a file or folder this user's. */
    Path give(Path file) throws IOException {
        if (owned) {
            Files.setAttribute(file, "unix:uid", NOBODY);
            Files.setAttribute(file, "unix:gid", NOBODY);
        }
        return file;
    }
}
