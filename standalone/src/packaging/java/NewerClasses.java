import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Part of the build: writes the classes of a jar in the format of a newer Java, which differs in the frames that tell a
 * verifier what each branch finds. The JVM keeps no class in an archive whose format has none. What the code does stays as it is.
 *
 * <p>Argument: the jar, which is replaced. Does nothing when its classes are new enough.
 */
class NewerClasses {
    /** The first format whose classes cannot be without frames. */
    private static final int JAVA_7 = ClassFile.JAVA_7_VERSION;

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                try (InputStream content = file.getInputStream(entry)) {
                    entries.put(entry, content.readAllBytes());
                }
                classes.put(entry.getName(), entries.get(entry));
            }
        }
        // A frame names what two classes have in common, so the others of the jar have to be known.
        ClassHierarchyResolver others = ClassHierarchyResolver.ofResourceParsing(type -> {
                    String name = type.descriptorString();
                    byte[] content = classes.get(name.substring(1, name.length() - 1) + ".class");
                    return content == null ? null : new ByteArrayInputStream(content);
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
        ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(others));
        if (entries.entrySet().stream().noneMatch(entry -> isOld(format, entry.getKey(), entry.getValue()))) {
            return;
        }
        Path made = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipOutputStream file = new ZipOutputStream(Files.newOutputStream(made))) {
            for (Map.Entry<ZipEntry, byte[]> entry : entries.entrySet()) {
                byte[] content = entry.getValue();
                if (isOld(format, entry.getKey(), content)) {
                    content = format.transformClass(format.parse(content), newer());
                }
                ZipEntry same = new ZipEntry(entry.getKey().getName());
                same.setTime(entry.getKey().getTime());
                file.putNextEntry(same);
                file.write(content);
            }
            // Its licence asks for a word where files were changed.
            file.putNextEntry(new ZipEntry("META-INF/CHANGES"));
            file.write("The build of Buyledger wrote these classes in the format of Java 7.\n".getBytes());
        }
        Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOld(ClassFile format, ZipEntry entry, byte[] content) {
        return entry.getName().endsWith(".class") && format.parse(content).majorVersion() < JAVA_7;
    }

    private static ClassTransform newer() {
        // Code that passes through a transform is written anew, with its frames.
        return ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                .andThen((type, element) -> {
                    if (element instanceof ClassFileVersion) {
                        type.withVersion(JAVA_7, 0);
                    } else {
                        type.with(element);
                    }
                });
    }
}
