package org.buyledger.standalone.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.List;

/**
 * Compiled classes, and where what is among them.
 *
 * @param root the package that all are in; the modules are the packages in it
 */
record Code(String root, JavaClasses classes) {
    /** What is shipped, without what jOOQ generates. */
    static final Code PRODUCT = of(
            "org.buyledger",
            new ImportOption.DoNotIncludeTests(),
            location -> !location.contains("/org/buyledger/migrations/jooq/"));

    /** Small classes that break the rules, in packages like the product's: they show that the rules notice. */
    static final Code BROKEN = of("org.buyledger.broken", new ImportOption.OnlyIncludeTests());

    /** The slices of the domain. */
    static final List<String> SLICES =
            List.of("tenancy", "configuration", "catalogue", "mediabuy", "creative", "workflow", "audit");

    private static Code of(String root, ImportOption... options) {
        return new Code(
                root,
                new ClassFileImporter().withImportOptions(List.of(options)).importPackages(root));
    }

    /** Package patterns: {@code command.mediabuy} stands for that package and all within it. */
    String[] in(Collection<String> places) {
        return places.stream().map(place -> root + "." + place + "..").toArray(String[]::new);
    }

    String[] in(String... places) {
        return in(List.of(places));
    }

    /** The patterns of all slices in a module. */
    String[] slicesOf(String module) {
        return in(SLICES.stream().map(slice -> module + "." + slice).toList());
    }
}
