package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;

/** The folder that keeps everything over a restart. While it is open no other {@code up} can use it. */
final class DataFolder implements AutoCloseable {
    /** A new folder holds 150 MB after its first start; with less than this to spare it soon would be full. */
    private static final long FIRST_START_BYTES = 400L << 20;

    private static final long LATER_START_BYTES = 50L << 20;
    private static final long FULL_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the folder, and makes it where it does not exist. */
    static DataFolder open(Path given) throws Failed {
        Path path = given.toAbsolutePath().normalize();
        if (path.toString().contains(",")) {
            throw new Failed(
                    ExitCode.DATA_FOLDER,
                    "Kafka cannot keep its data in %s because of the comma in it; name another folder with --data."
                            .formatted(path));
        }
        try {
            if (!isEmpty(path) && !Files.exists(path.resolve("lock"))) {
                throw new Failed(
                        ExitCode.DATA_FOLDER,
                        "%s holds other files; name an empty or a new folder with --data.".formatted(path));
            }
            createPrivate(path);
            FileChannel lock = lock(path);
            DataFolder folder = new DataFolder(path, lock);
            folder.checkOwner();
            folder.checkSpace();
            for (String name : new String[] {"logs", "tmp", "kafka", "postgres", "state"}) {
                createPrivate(path.resolve(name));
            }
            return folder;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** A failure to write here, as one sentence. */
    static Failed unusable(Path path, IOException e) {
        return new Failed(
                ExitCode.DATA_FOLDER,
                "The data folder %s cannot be used (%s); mend that or name another with --data."
                        .formatted(path, reason(e)));
    }

    /** What an input or output error is about, without the name of a Java class where there is a better one. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException other -> other.getFile() + ": not a folder";
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static boolean isEmpty(Path path) throws IOException, Failed {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(path)) {
            throw new Failed(ExitCode.DATA_FOLDER, "%s is not a folder; name another with --data.".formatted(path));
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    /** A folder that only its owner can look into. */
    static void createPrivate(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.exists(path)) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Deletes a folder with all that is in it, where there is one. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException, Failed {
        Path file = path.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw new Failed(
                    ExitCode.DATA_FOLDER,
                    "%s is in use by another `buyledger up`, process %s; stop that or name another folder with --data."
                            .formatted(path, holder));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private void checkOwner() throws IOException, Failed {
        Path ours = Files.createTempFile(path, "owner", "");
        Object us = Files.getAttribute(ours, "unix:uid");
        Files.delete(ours);
        if (!us.equals(Files.getAttribute(path, "unix:uid"))) {
            throw new Failed(
                    ExitCode.DATA_FOLDER,
                    "%s belongs to %s; run this as that user or name another folder with --data."
                            .formatted(path, Files.getOwner(path)));
        }
    }

    private void checkSpace() throws IOException, Failed {
        long needed = Files.exists(path.resolve("postgres/data")) ? LATER_START_BYTES : FIRST_START_BYTES;
        long free = free();
        if (free < needed) {
            throw new Failed(
                    ExitCode.DATA_FOLDER,
                    "The disk of %s has %d MB left and %d MB are needed; free some or name another folder with --data."
                            .formatted(path, free >> 20, needed >> 20));
        }
    }

    /** Whether the disk is so full that nothing here can work any more. */
    boolean isFull() {
        try {
            return free() < FULL_BYTES;
        } catch (IOException e) {
            return false; // then it is something else that is wrong
        }
    }

    private long free() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** The log of a child; that of the run before is beside it, as {@code .1}. */
    Path log(String child) {
        return path.resolve("logs").resolve(child + ".log");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
