package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An enum type or a domain that stays and is not what it was. */
final class TypeAlteration {
    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");

    private final Alteration alteration;
    private final Item before;
    private final Item after;

    TypeAlteration(Alteration alteration) {
        this.alteration = alteration;
        before = alteration.before();
        after = alteration.after();
    }

    static List<String> labels(Item type) {
        List<String> labels = new ArrayList<>();
        Matcher label = LABEL.matcher(type.attributes().getOrDefault("labels", ""));
        while (label.find()) {
            labels.add(label.group());
        }
        return labels;
    }

    /** Whether all of some are in others, in the same order. */
    static boolean isLonger(List<String> some, List<String> others) {
        return others.stream().filter(some::contains).toList().equals(some);
    }

    void labels() {
        List<String> old = labels(before);
        List<String> now = labels(after);
        if (!isLonger(old, now)) {
            return;
        }
        String previous = null;
        for (String label : now) {
            if (!old.contains(label)) {
                String place =
                        previous == null ? old.isEmpty() ? "" : " BEFORE " + old.getFirst() : " AFTER " + previous;
                alteration
                        .first()
                        .add(Move.oneWay(
                                "ALTER TYPE %s ADD VALUE %s%s"
                                        .formatted(after.key().name(), label, place),
                                "a value of an enum type cannot be taken away"));
            }
            previous = label;
        }
    }

    void domain() {
        String name = after.key().name();
        if (!Changes.isOfType(before, after)) {
            return;
        }
        if (alteration.differs("default")) {
            alteration
                    .main()
                    .add(Move.of(
                            Alteration.setDefault("ALTER DOMAIN " + name, after),
                            Alteration.setDefault("ALTER DOMAIN " + name, before)));
        }
        List<String> old = lines(before.get("checks"));
        List<String> now = lines(after.get("checks"));
        for (String check : old) {
            if (!now.contains(check)) {
                alteration.main().add(Move.of(dropCheck(name, check), "ALTER DOMAIN %s ADD %s".formatted(name, check)));
            }
        }
        for (String check : now) {
            if (!old.contains(check)) {
                alteration
                        .main()
                        .add(Move.of("ALTER DOMAIN %s ADD %s".formatted(name, check), dropCheck(name, check))
                                .hazard("all columns of the type %s are read meanwhile, and their tables locked"
                                        .formatted(name)));
            }
        }
        if (alteration.differs("not null")) {
            alteration
                    .main()
                    .add(Alteration.either(
                            "ALTER DOMAIN " + name, "SET NOT NULL", "DROP NOT NULL", after.get("not null") != null));
        }
    }

    private static String dropCheck(String domain, String check) {
        return "ALTER DOMAIN %s DROP CONSTRAINT %s".formatted(domain, check.split(" ", 3)[1]);
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split("\n", -1));
    }
}
