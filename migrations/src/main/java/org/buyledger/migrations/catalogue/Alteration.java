package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.buyledger.migrations.graph.Refused;
import org.jspecify.annotations.Nullable;

/** What makes one object into what it shall be, where it need not be made anew. */
final class Alteration {
    private final Item before;
    private final Item after;
    private final List<Move> first = new ArrayList<>();
    private final List<Move> main = new ArrayList<>();
    private final List<Move> last = new ArrayList<>();

    Alteration(Item before, Item after) throws Refused {
        this.before = before;
        this.after = after;
        switch (after.key().kind()) {
            case ENUM -> new TypeAlteration(this).labels();
            case DOMAIN -> new TypeAlteration(this).domain();
            case SEQUENCE -> sequence();
            case TABLE -> new TableAlteration(this).table();
            case COLUMN -> new ColumnAlteration(this).column();
            case CONSTRAINT -> validity();
            case FUNCTION -> function();
            case TRIGGER -> trigger();
            default -> {}
        }
        if (differs("comment")) {
            main.add(Move.of(Ddl.comment(after, after.get("comment")), Ddl.comment(after, before.get("comment"))));
        }
    }

    Item before() {
        return before;
    }

    Item after() {
        return after;
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

    boolean differs(String attribute) {
        return !Objects.equals(before.get(attribute), after.get(attribute));
    }

    static String setDefault(String what, Item item) {
        return what + (item.get("default") == null ? " DROP DEFAULT" : " SET DEFAULT " + item.get("default"));
    }

    static Move either(String what, String yes, String no, boolean isYes) {
        Move move = Move.of(what + " " + yes, what + " " + no);
        return isYes ? move : move.back();
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
