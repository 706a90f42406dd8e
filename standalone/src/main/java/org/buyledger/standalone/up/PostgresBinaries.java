package org.buyledger.standalone.up;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.buyledger.standalone.Buyledger;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which lie packed in a jar on our class path. */
final class PostgresBinaries {
    /** Its full version, such as {@code 18.6.0}. */
    static final String VERSION = Buyledger.BUILD.getProperty("postgres.version");

    private PostgresBinaries() {}

    /** The major version, which the data of a cluster belongs to. */
    static String major() {
        return VERSION.substring(0, VERSION.indexOf('.'));
    }

    /** Fails where there are none for this machine. */
    static void check() throws Failed {
        if (PostgresBinaries.class.getResource(resource()) == null) {
            throw new Failed(
                    ExitCode.MISSING,
                    "This build has no PostgreSQL for %s on %s; run it on the kind of machine that it was built on."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
    }

    /** The folder with {@code bin}, {@code lib} and {@code share}; unpacked the first time. */
    static Path unpack(Path parent) throws IOException {
        Path home = parent.resolve(VERSION);
        if (Files.exists(home)) {
            return home;
        }
        Path unfinished = parent.resolve(VERSION + ".new");
        DataFolder.delete(unfinished);
        Files.createDirectory(unfinished);
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, unfinished.resolve(entry.getName()));
            }
        }
        openFolders(unfinished);
        return Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
    }

    /** Whatever our umask is: the programs may run as another user. */
    private static void openFolders(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path folder : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(folder, permissions(0755));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] fromTheLeft = PosixFilePermission.values();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < fromTheLeft.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(fromTheLeft[i]);
            }
        }
        return permissions;
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        return "/postgres-%s-%s.txz".formatted(system, processor);
    }
}
