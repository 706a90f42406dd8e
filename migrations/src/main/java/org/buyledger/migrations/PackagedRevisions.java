package org.buyledger.migrations;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.GraphLoader;
import org.buyledger.migrations.graph.Refused;

/** The revisions that this version of Buyledger brings along. */
public final class PackagedRevisions {
    private static final String FOLDER = "/db";

    private PackagedRevisions() {}

    /** Reads them; they were checked when this version was built. */
    public static Graph load() {
        return read(GraphLoader::load);
    }

    /** What rows of their tables are made of, as {@link Verification#values} tells. */
    public static Map<String, String> sampleValues() {
        return read(Verification::values);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Path folder) throws IOException, Refused;
    }

    private static <T> T read(Reader<T> reader) {
        URL folder = PackagedRevisions.class.getResource(FOLDER + "/migration");
        if (folder == null) {
            throw new IllegalStateException("this build has no revisions");
        }
        try {
            if (folder.openConnection() instanceof JarURLConnection archive) {
                Path file = Path.of(archive.getJarFileURL().toURI());
                try (FileSystem content = FileSystems.newFileSystem(file)) {
                    return reader.read(content.getPath(FOLDER));
                }
            }
            return reader.read(Path.of(folder.toURI()).resolveSibling(""));
        } catch (IOException | URISyntaxException | Refused e) {
            throw new IllegalStateException("the revisions of this build cannot be read: " + e.getMessage(), e);
        }
    }
}
