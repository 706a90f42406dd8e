package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.buyledger.migrations.graph.Refused;
import org.jspecify.annotations.Nullable;

/** What makes one object into what it shall be, where it need not be made anew. */
final class Alteration {
    private static final Pattern LABEL = Pattern.compile("'(?:[^']|'')*'");

    private final Item before;
    private final Item after;
    private final List<Move> first = new ArrayList<>();
    private final List<Move> main = new ArrayList<>();
    private final List<Move> last = new ArrayList<>();

    Alteration(Item before, Item after) throws Refused {
        this.before = before;
        this.after = after;
        switch (after.key().kind()) {
            case ENUM -> labels();
            case DOMAIN -> domain();
            case SEQUENCE -> sequence();
            case TABLE -> table();
            case COLUMN -> column();
            case CONSTRAINT -> validity();
            case FUNCTION -> function();
            case TRIGGER -> trigger();
            default -> {}
        }
        if (differs("comment")) {
            main.add(Move.of(Ddl.comment(after, after.get("comment")), Ddl.comment(after, before.get("comment"))));
        }
    }

    /** What has to be there before all else. */
    List<Move> first() {
        return first;
    }

    List<Move> main() {
        return main;
    }

    /** What is done when all else is. */
    List<Move> last() {
        return last;
    }

    /** Whether an object has to be taken away and made anew. */
    static boolean isAnew(Item before, Item after) {
        Set<String> different = new HashSet<>();
        for (Set<String> names :
                List.of(before.attributes().keySet(), after.attributes().keySet())) {
            names.stream()
                    .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                    .forEach(different::add);
        }
        different.remove("comment");
        return switch (after.key().kind()) {
            case INDEX, VIEW, MATERIALIZED_VIEW, POLICY -> !different.isEmpty();
            case CONSTRAINT -> !Set.of("not valid").containsAll(different);
            case TRIGGER -> !Set.of("state").containsAll(different);
            case FUNCTION -> !Set.of("definition").containsAll(different);
            case COLUMN -> isGeneratedOtherwise(before.get("generated"), after.get("generated"));
            default -> false;
        };
    }

    private static boolean isGeneratedOtherwise(@Nullable String before, @Nullable String after) {
        return !kindOfGenerated(before).equals(kindOfGenerated(after));
    }

    private static String kindOfGenerated(@Nullable String generated) {
        return generated == null ? "" : generated.substring(generated.lastIndexOf(' '));
    }

    /** Whether what stands on an object does not see that it was altered. */
    static boolean isOfType(Item before, Item after) {
        return switch (after.key().kind()) {
            case COLUMN ->
                Objects.equals(before.get("type"), after.get("type"))
                        && Objects.equals(before.get("collation"), after.get("collation"))
                        && Objects.equals(before.get("generated"), after.get("generated"));
            case ENUM -> isLonger(labels(before), labels(after));
            case DOMAIN ->
                Objects.equals(before.get("type"), after.get("type"))
                        && Objects.equals(before.get("collation"), after.get("collation"));
            default -> true;
        };
    }

    private boolean differs(String attribute) {
        return !Objects.equals(before.get(attribute), after.get(attribute));
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
    private static boolean isLonger(List<String> some, List<String> others) {
        return others.stream().filter(some::contains).toList().equals(some);
    }

    private void labels() {
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
                first.add(Move.oneWay(
                        "ALTER TYPE %s ADD VALUE %s%s".formatted(after.key().name(), label, place),
                        "a value of an enum type cannot be taken away"));
            }
            previous = label;
        }
    }

    private void domain() {
        String name = after.key().name();
        if (!isOfType(before, after)) {
            return;
        }
        if (differs("default")) {
            main.add(Move.of(setDefault("ALTER DOMAIN " + name, after), setDefault("ALTER DOMAIN " + name, before)));
        }
        List<String> old = lines(before.get("checks"));
        List<String> now = lines(after.get("checks"));
        for (String check : old) {
            if (!now.contains(check)) {
                main.add(Move.of(dropCheck(name, check), "ALTER DOMAIN %s ADD %s".formatted(name, check)));
            }
        }
        for (String check : now) {
            if (!old.contains(check)) {
                main.add(Move.of("ALTER DOMAIN %s ADD %s".formatted(name, check), dropCheck(name, check))
                        .hazard("all columns of the type %s are read meanwhile, and their tables locked"
                                .formatted(name)));
            }
        }
        if (differs("not null")) {
            main.add(either("ALTER DOMAIN " + name, "SET NOT NULL", "DROP NOT NULL", after.get("not null") != null));
        }
    }

    private static String dropCheck(String domain, String check) {
        return "ALTER DOMAIN %s DROP CONSTRAINT %s".formatted(domain, check.split(" ", 3)[1]);
    }

    private static String setDefault(String what, Item item) {
        return what + (item.get("default") == null ? " DROP DEFAULT" : " SET DEFAULT " + item.get("default"));
    }

    private static Move either(String what, String yes, String no, boolean isYes) {
        Move move = Move.of(what + " " + yes, what + " " + no);
        return isYes ? move : move.back();
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split("\n", -1));
    }

    private void sequence() {
        String name = after.key().name();
        if (differs("parameters")) {
            main.add(Move.of(
                    "ALTER SEQUENCE %s %s".formatted(name, after.text("parameters")),
                    "ALTER SEQUENCE %s %s".formatted(name, before.text("parameters"))));
        }
        if (differs("owned by")) {
            last.add(Move.of(ownedBy(name, after.get("owned by")), ownedBy(name, before.get("owned by"))));
        }
        if (differs("unlogged")) {
            main.add(either("ALTER SEQUENCE " + name, "SET UNLOGGED", "SET LOGGED", after.get("unlogged") != null));
        }
    }

    private static String ownedBy(String sequence, @Nullable String column) {
        return "ALTER SEQUENCE %s OWNED BY %s".formatted(sequence, column == null ? "NONE" : column);
    }

    private void table() throws Refused {
        String name = after.key().name();
        String alter = "ALTER TABLE " + name;
        for (String fixed : List.of("partition by", "inherits")) {
            if (differs(fixed)) {
                throw new Refused(
                        "%s has another '%s' (%s, not %s), which no statement changes. Nothing was written. Write by hand a revision that makes a new table and brings the rows over."
                                .formatted(after.key(), fixed, after.get(fixed), before.get(fixed)));
            }
        }
        if (differs("bound") || differs("partition of")) {
            if (before.get("partition of") != null) {
                main.add(Move.of(detach(before), attach(before)));
            }
            if (after.get("partition of") != null) {
                main.add(Move.of(attach(after), detach(after)));
            }
        }
        if (differs("unlogged")) {
            main.add(either(alter, "SET UNLOGGED", "SET LOGGED", after.get("unlogged") != null)
                    .hazard("%s is written anew, and locked meanwhile".formatted(name)));
        }
        if (differs("options")) {
            options(alter);
        }
        if (differs("row security")) {
            main.add(either(
                    alter,
                    "ENABLE ROW LEVEL SECURITY",
                    "DISABLE ROW LEVEL SECURITY",
                    after.get("row security") != null));
        }
        if (differs("row security forced")) {
            main.add(either(
                    alter,
                    "FORCE ROW LEVEL SECURITY",
                    "NO FORCE ROW LEVEL SECURITY",
                    after.get("row security forced") != null));
        }
        if (differs("replica identity")) {
            main.add(Move.of(replicaIdentity(alter, after), replicaIdentity(alter, before)));
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
        main.add(Move.of(up, down));
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

    private void column() {
        String name = after.key().owner() + "." + after.key().name();
        String alter = "ALTER TABLE %s ALTER COLUMN %s"
                .formatted(after.key().owner(), after.key().name());
        boolean retyped = differs("type") || differs("collation");
        if (retyped) {
            main.add(Move.of(retype(alter, before, after), retype(alter, after, before))
                    .hazard("%s becomes %s: the table may be written anew, and is locked meanwhile"
                            .formatted(name, after.text("type"))));
        } else if (differs("default")) {
            main.add(Move.of(setDefault(alter, after), setDefault(alter, before)));
        }
        if (differs("generated")) {
            main.add(Move.of(setExpression(alter, after), setExpression(alter, before))
                    .hazard("all rows of %s are written anew"
                            .formatted(after.key().owner())));
        }
        if (differs("not null")) {
            notNull(alter);
        }
        identity(alter);
        if (differs("storage")) {
            main.add(Move.of(storage(alter, after), storage(alter, before)));
        }
        if (differs("compression")) {
            main.add(Move.of(compression(alter, after), compression(alter, before)));
        }
    }

    private static String storage(String alter, Item item) {
        return alter + " SET STORAGE " + item.attributes().getOrDefault("storage", "DEFAULT");
    }

    private static String compression(String alter, Item item) {
        return alter + " SET COMPRESSION " + item.attributes().getOrDefault("compression", "default");
    }

    private static String setExpression(String alter, Item item) {
        String generated = item.text("generated");
        return "%s SET EXPRESSION AS (%s)".formatted(alter, generated.substring(0, generated.lastIndexOf(' ')));
    }

    private static List<String> retype(String alter, Item one, Item other) {
        List<String> statements = new ArrayList<>();
        boolean hasDefault = one.get("default") != null;
        if (hasDefault) {
            statements.add(alter + " DROP DEFAULT");
        }
        String type = other.text("type");
        String collation = other.get("collation") == null ? "" : " COLLATE " + other.get("collation");
        String using = one.get("generated") == null
                ? " USING %s::%s".formatted(one.key().name(), type)
                : "";
        statements.add(alter + " TYPE " + type + collation + using);
        if (other.get("default") != null) {
            statements.add(alter + " SET DEFAULT " + other.get("default"));
        }
        return statements;
    }

    /** By way of a check, which is validated while others write; then NOT NULL need not look at the rows again. */
    private void notNull(String alter) {
        Move set = Move.of(alter + " SET NOT NULL", alter + " DROP NOT NULL");
        if (after.get("not null") == null) {
            main.add(set.back());
            return;
        }
        String table = "ALTER TABLE " + after.key().owner();
        String check = (after.key().owner() + "_" + after.key().name() + "_not_null").replace("\"", "");
        String add = "%s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID"
                .formatted(table, check, after.key().name());
        String drop = "%s DROP CONSTRAINT %s".formatted(table, check);
        String validate = "%s VALIDATE CONSTRAINT %s".formatted(table, check);
        main.add(Move.of(add, drop));
        last.add(Move.alone(List.of(validate), List.of(drop, add)));
        last.add(set);
        last.add(Move.of(List.of(drop), List.of(add, validate)));
    }

    private void identity(String alter) {
        String old = before.get("identity");
        String now = after.get("identity");
        if (!differs("identity") && !differs("identity sequence")) {
            return;
        }
        String drop = alter + " DROP IDENTITY";
        if (old == null) {
            main.add(Move.of(addIdentity(alter, after), drop));
        } else if (now == null) {
            main.add(Move.of(drop, addIdentity(alter, before)));
        } else {
            main.add(Move.of(setIdentity(alter, after), setIdentity(alter, before)));
        }
    }

    private static String addIdentity(String alter, Item item) {
        return "%s ADD GENERATED %s AS IDENTITY (%s)"
                .formatted(alter, item.text("identity"), item.text("identity sequence"));
    }

    private static String setIdentity(String alter, Item item) {
        return "%s SET GENERATED %s %s"
                .formatted(
                        alter,
                        item.text("identity"),
                        item.text("identity sequence")
                                .replaceAll(
                                        "\\b(START|INCREMENT|MINVALUE|MAXVALUE|CACHE|NO CYCLE|(?<!NO )CYCLE)\\b",
                                        "SET $1"));
    }

    private void validity() {
        if (!differs("not valid")) {
            return;
        }
        String table = "ALTER TABLE " + after.key().owner();
        String validate =
                "%s VALIDATE CONSTRAINT %s".formatted(table, after.key().name());
        List<String> anew = List.of(Ddl.drop(after), "%s ADD %s NOT VALID".formatted(table, Ddl.constraint(after)));
        if (after.get("not valid") == null) {
            last.add(Move.alone(List.of(validate), anew));
        } else {
            main.add(Move.of(anew, List.of(validate)));
        }
    }

    private void function() {
        if (differs("definition")) {
            main.add(Move.of(
                    after.text("definition").strip(), before.text("definition").strip()));
        }
    }

    private void trigger() {
        if (differs("state")) {
            main.add(Move.of(state(after), state(before)));
        }
    }

    private static String state(Item trigger) {
        return "ALTER TABLE %s %s TRIGGER %s"
                .formatted(
                        trigger.key().owner(),
                        trigger.attributes().getOrDefault("state", "ENABLE"),
                        trigger.key().name());
    }
}
