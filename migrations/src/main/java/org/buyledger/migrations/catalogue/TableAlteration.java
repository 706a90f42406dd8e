package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.buyledger.migrations.graph.Refused;
import org.jspecify.annotations.Nullable;

/** A table that stays and is not what it was, but for its columns and all else that has a name of its own. */
final class TableAlteration {
    private final Alteration alteration;
    private final Item before;
    private final Item after;

    TableAlteration(Alteration alteration) {
        this.alteration = alteration;
        before = alteration.before();
        after = alteration.after();
    }

    void table() throws Refused {
        String name = after.key().name();
        String alter = "ALTER TABLE " + name;
        for (String fixed : List.of("partition by", "inherits")) {
            if (alteration.differs(fixed)) {
                throw new Refused(
                        "%s has another '%s' (%s, not %s), which no statement changes. Nothing was written. Write by hand a revision that makes a new table and brings the rows over."
                                .formatted(after.key(), fixed, after.get(fixed), before.get(fixed)));
            }
        }
        if (alteration.differs("bound") || alteration.differs("partition of")) {
            if (before.get("partition of") != null) {
                alteration.main().add(Move.of(detach(before), attach(before)));
            }
            if (after.get("partition of") != null) {
                alteration.main().add(Move.of(attach(after), detach(after)));
            }
        }
        if (alteration.differs("unlogged")) {
            alteration
                    .main()
                    .add(Alteration.either(alter, "SET UNLOGGED", "SET LOGGED", after.get("unlogged") != null)
                            .hazard("%s is written anew, and locked meanwhile".formatted(name)));
        }
        if (alteration.differs("options")) {
            options(alter);
        }
        if (alteration.differs("row security")) {
            alteration
                    .main()
                    .add(Alteration.either(
                            alter,
                            "ENABLE ROW LEVEL SECURITY",
                            "DISABLE ROW LEVEL SECURITY",
                            after.get("row security") != null));
        }
        if (alteration.differs("row security forced")) {
            alteration
                    .main()
                    .add(Alteration.either(
                            alter,
                            "FORCE ROW LEVEL SECURITY",
                            "NO FORCE ROW LEVEL SECURITY",
                            after.get("row security forced") != null));
        }
        if (alteration.differs("replica identity")) {
            alteration.main().add(Move.of(replicaIdentity(alter, after), replicaIdentity(alter, before)));
        }
    }

    private static String detach(Item table) {
        return "ALTER TABLE %s DETACH PARTITION %s"
                .formatted(table.text("partition of"), table.key().name());
    }

    private static String attach(Item table) {
        return "ALTER TABLE %s ATTACH PARTITION %s %s"
                .formatted(table.text("partition of"), table.key().name(), table.text("bound"));
    }

    private static String replicaIdentity(String alter, Item table) {
        String identity = table.attributes().getOrDefault("replica identity", "DEFAULT");
        // Said by the index itself.
        return alter + " REPLICA IDENTITY " + (identity.equals("INDEX") ? "DEFAULT" : identity);
    }

    private void options(String alter) {
        List<String> up = options(alter, before, after);
        List<String> down = options(alter, after, before);
        alteration.main().add(Move.of(up, down));
    }

    private static List<String> options(String alter, Item one, Item other) {
        List<String> statements = new ArrayList<>();
        List<String> old = list(one.get("options"));
        List<String> now = list(other.get("options"));
        List<String> reset = old.stream()
                .map(option -> option.replaceFirst("=.*", ""))
                .filter(option -> now.stream().noneMatch(kept -> kept.startsWith(option + "=")))
                .toList();
        List<String> set = now.stream().filter(option -> !old.contains(option)).toList();
        if (!reset.isEmpty()) {
            statements.add(alter + " RESET (" + String.join(", ", reset) + ")");
        }
        if (!set.isEmpty()) {
            statements.add(alter + " SET (" + String.join(", ", set) + ")");
        }
        return statements;
    }

    private static List<String> list(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(", ", -1));
    }
}
