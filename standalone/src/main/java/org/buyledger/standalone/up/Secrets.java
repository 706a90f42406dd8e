package org.buyledger.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords and tokens: made once, kept in files that only their owner can read. */
public final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    /** The secret in a file; a new one of 256 random bits, in letters that need no escaping, where there is none. */
    public static String keep(Path file) throws IOException {
        String kept = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!kept.isEmpty()) {
            return kept;
        }
        String secret = random();
        write(file, secret + "\n");
        return secret;
    }

    /** A new secret. */
    public static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Writes a file whole or not at all; at no moment can others read it. */
    public static void write(Path file, String content) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
