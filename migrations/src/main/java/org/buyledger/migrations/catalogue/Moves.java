package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Refused;

/**
 * What leads from one catalogue to another, in forms that let others work meanwhile: indexes are made and dropped
 * concurrently, constraints are added first and validated afterwards.
 */
public final class Moves {
    /** A unique constraint that an index can become; others are added as they are. */
    private static final Pattern UNIQUE = Pattern.compile(
            "UNIQUE (?<nulls>NULLS NOT DISTINCT )?(?<columns>\\([^()]*\\))(?<include> INCLUDE \\([^()]*\\))?(?<deferred> DEFERRABLE.*)?");

    private final Catalogue from;
    private final Catalogue to;
    private final Changes changes;
    /** Columns whose type was made anew. */
    private final Set<Key> swapped = new TreeSet<>();

    private final List<Move> first = new ArrayList<>();
    private final List<Move> main = new ArrayList<>();
    private final List<Move> last = new ArrayList<>();

    private Moves(Catalogue from, Catalogue to) throws Refused {
        this.from = from;
        this.to = to;
        changes = new Changes(from, to);
    }

    /**
     * The moves, in order; none when the catalogues are equal.
     *
     * @throws Refused when an object differs that nothing here can change
     */
    public static List<Move> between(Catalogue from, Catalogue to) throws Refused {
        Moves moves = new Moves(from, to);
        moves.first.addAll(moves.changes.renamed());
        moves.takeAway();
        moves.make();
        return Stream.of(moves.first, moves.main, moves.last)
                .flatMap(List::stream)
                .toList();
    }

    /** A table or a column that gets another name. */
    public static Move rename(Key old, Key now) {
        String table = "ALTER TABLE %s RENAME %sTO %s";
        return old.kind() == Kind.TABLE
                ? Move.of(table.formatted(old.name(), "", now.name()), table.formatted(now.name(), "", old.name()))
                        .hazard("who reads or writes %s under its old name fails from then on".formatted(old.name()))
                : Move.of(
                                table.formatted(old.owner(), old.name() + " ", now.name()),
                                table.formatted(old.owner(), now.name() + " ", old.name()))
                        .hazard("who reads or writes %s.%s under its old name fails from then on"
                                .formatted(old.owner(), old.name()));
    }

    private void takeAway() {
        Set<Key> separate = new LinkedHashSet<>(changes.gone());
        separate.removeIf(key -> isPart(key, changes.gone(), from));
        for (Key key : from.inOrder(separate).reversed()) {
            Item item = from.item(key);
            if (key.kind() == Kind.INDEX && isBuiltBesideOthers(key, from) && to.has(Key.of(Kind.TABLE, key.owner()))) {
                besideIndex(item).reversed().forEach(move -> main.add(move.back()));
                main.add(built(item).back());
            } else if (key.kind() == Kind.TABLE) {
                main.add(Move.of(List.of(Ddl.drop(item)), whole(item, from))
                        .losing(key.name())
                        .hazard("the rows of %s are lost".formatted(key.name())));
            } else if (key.kind() == Kind.COLUMN) {
                main.add(Move.of(List.of(Ddl.drop(item)), Ddl.create(item, from))
                        .losing(key.owner())
                        .hazard("what is in %s.%s is lost".formatted(key.owner(), key.name())));
            } else {
                if (item.get("owned by") != null) {
                    // Else it would go together with its column.
                    first.add(Move.of(
                            "ALTER SEQUENCE %s OWNED BY NONE".formatted(key.name()),
                            "ALTER SEQUENCE %s OWNED BY %s".formatted(key.name(), item.text("owned by"))));
                }
                main.add(Move.of(List.of(Ddl.drop(item)), Ddl.create(item, from)));
            }
        }
    }

    /** Whether an object comes and goes with its table, by the statements of that. */
    private static boolean isPart(Key key, Set<Key> some, Catalogue catalogue) {
        if (key.owner().isEmpty() || !some.contains(Key.of(Kind.TABLE, key.owner()))) {
            return false;
        }
        return switch (key.kind()) {
            case COLUMN -> true;
            case CONSTRAINT -> Ddl.isInline(catalogue.item(key));
            case INDEX, TRIGGER, POLICY -> isOfItsTableAlone(key, catalogue);
            default -> false;
        };
    }

    /** Whether it needs nothing but its table, so that it can be made right after that. */
    private static boolean isOfItsTableAlone(Key key, Catalogue catalogue) {
        return catalogue.needs(key).stream()
                .allMatch(one -> one.owner().equals(key.owner()) || one.equals(Key.of(Kind.TABLE, key.owner())));
    }

    /** A table with its indexes, triggers and policies. */
    private static List<String> whole(Item table, Catalogue catalogue) {
        List<String> statements = new ArrayList<>(Ddl.create(table, catalogue));
        for (Kind kind : List.of(Kind.INDEX, Kind.TRIGGER, Kind.POLICY)) {
            for (Item part : catalogue.of(table.key().name(), kind)) {
                if (isOfItsTableAlone(part.key(), catalogue)) {
                    statements.addAll(Ddl.create(part, catalogue));
                }
            }
        }
        return statements;
    }

    /** Concurrent building is for plain tables only. */
    private static boolean isBuiltBesideOthers(Key index, Catalogue catalogue) {
        Item table = catalogue.get(Key.of(Kind.TABLE, index.owner()));
        return table != null && table.get("partition by") == null;
    }

    /** Beside others, which must be the only statement. */
    private static Move built(Item index) {
        return Move.alone(List.of(concurrently(index.text("definition"))), List.of(concurrently(Ddl.drop(index))));
    }

    private static List<Move> besideIndex(Item index) {
        List<Move> moves = new ArrayList<>(Ddl.besideIndex(index));
        if (index.get("comment") != null) {
            moves.add(Move.of(Ddl.comment(index, index.get("comment")), Ddl.comment(index, null)));
        }
        return moves;
    }

    /** And so that it can be run again where it was done and could not be recorded. */
    private static String concurrently(String statement) {
        return statement
                .replaceFirst("^(CREATE (?:UNIQUE )?INDEX) ", "$1 CONCURRENTLY IF NOT EXISTS ")
                .replaceFirst("^DROP INDEX ", "DROP INDEX CONCURRENTLY IF EXISTS ");
    }

    private void make() throws Refused {
        Set<Key> separate = new LinkedHashSet<>(changes.made());
        separate.removeIf(key -> isPart(key, changes.made(), to));
        separate.addAll(changes.altered());
        for (Key key : to.inOrder(separate)) {
            Item after = to.item(key);
            if (changes.altered().contains(key) && isSwapped(key)) {
                swap(from.item(key), after);
            } else if (changes.altered().contains(key)) {
                Alteration alteration = new Alteration(before(key, after), after);
                first.addAll(alteration.first());
                main.addAll(alteration.main());
                last.addAll(alteration.last());
            } else if (key.kind() == Kind.TABLE) {
                main.add(Move.of(whole(after, to), List.of(Ddl.drop(after))).adding(key.name()));
            } else if (key.kind() == Kind.INDEX
                    && isBuiltBesideOthers(key, to)
                    && !changes.made().contains(Key.of(Kind.TABLE, key.owner()))) {
                last.add(built(after));
                last.addAll(besideIndex(after));
            } else if (key.kind() == Kind.CONSTRAINT) {
                constraint(after);
            } else {
                make(after);
            }
        }
    }

    /** What it was; with the default that it got when its type was swapped. */
    private Item before(Key key, Item after) {
        Item item = from.item(key);
        if (!swapped.contains(key)) {
            return item;
        }
        Map<String, String> attributes = new HashMap<>(item.attributes());
        attributes.remove("default");
        String now = after.get("default");
        if (now != null) {
            attributes.put("default", now);
        }
        return new Item(key, attributes, item.position());
    }

    private boolean isSwapped(Key type) {
        return (type.kind() == Kind.ENUM || type.kind() == Kind.DOMAIN)
                && !Changes.isOfType(from.item(type), to.item(type));
    }

    /** A type in the place of one of the same name: its columns go over to it by way of text. */
    private void swap(Item before, Item after) {
        main.add(Move.of(swap(before, from, after, to), swap(after, to, before, from))
                .hazard(
                        "tables with columns of the type %s are written anew, and locked meanwhile; a row with a value that it lacks makes it fail"
                                .formatted(after.key().name())));
    }

    private List<String> swap(Item one, Catalogue its, Item other, Catalogue others) {
        String name = one.key().name();
        String old = name.endsWith("\"") ? name.replaceFirst("\"$", "_before\"") : name + "_before";
        List<String> statements = new ArrayList<>();
        statements.add("ALTER %s %s RENAME TO %s".formatted(Ddl.word(one), name, old));
        statements.addAll(Ddl.create(other, others));
        for (Item column : its.items()) {
            Key key = column.key();
            Item there = others.get(key);
            if (key.kind() != Kind.COLUMN
                    || there == null
                    || !its.needs(key).contains(one.key())
                    || !isOfType(column, name)
                    || !isOfType(there, name)) {
                continue;
            }
            String alter = "ALTER TABLE %s ALTER COLUMN %s".formatted(key.owner(), key.name());
            boolean hasDefault = column.get("default") != null;
            if (hasDefault) {
                statements.add(alter + " DROP DEFAULT");
            }
            String type = there.text("type");
            String text = type.endsWith("[]") ? "text[]" : "text";
            statements.add("%s TYPE %s USING %s::%s::%s".formatted(alter, type, key.name(), text, type));
            if (there.get("default") != null) {
                statements.add(alter + " SET DEFAULT " + there.text("default"));
            }
            swapped.add(key);
        }
        statements.add("DROP %s %s".formatted(Ddl.word(one), old));
        return statements;
    }

    private static boolean isOfType(Item column, String type) {
        return column.text("type").replace("[]", "").equals(type);
    }

    private void make(Item item) {
        Move move = Move.of(Ddl.create(item, to), List.of(Ddl.drop(item)));
        if (item.key().kind() == Kind.COLUMN) {
            move = move.adding(item.key().owner());
        }
        if (item.key().kind() == Kind.COLUMN
                && item.get("not null") != null
                && item.get("default") == null
                && item.get("identity") == null
                && item.get("generated") == null) {
            move = move.hazard(
                    "it fails where %s has rows: give %s a default, or add it without NOT NULL and fill it first"
                            .formatted(item.key().owner(), item.key().name()));
        }
        main.add(move);
        String owned = item.get("owned by");
        if (owned != null) {
            last.add(Move.of(
                    "ALTER SEQUENCE %s OWNED BY %s".formatted(item.key().name(), owned),
                    "ALTER SEQUENCE %s OWNED BY NONE".formatted(item.key().name())));
        }
    }

    /** Added without a look at the rows that are there, which happens afterwards and stops nobody. */
    private void constraint(Item item) {
        Key key = item.key();
        boolean isNewTable = changes.made().contains(Key.of(Kind.TABLE, key.owner()));
        String type = item.text("type");
        Matcher unique = UNIQUE.matcher(item.text("definition"));
        if (!isNewTable && isBuiltBesideOthers(key, to) && !isNeeded(key) && unique.matches()) {
            unique(item, unique);
            return;
        }
        if (isNewTable || item.get("not valid") != null || !(type.equals("c") || type.equals("f"))) {
            main.add(Move.of(Ddl.create(item, to), List.of(Ddl.drop(item))));
            return;
        }
        String add = "ALTER TABLE %s ADD %s NOT VALID".formatted(key.owner(), Ddl.constraint(item));
        List<String> up = new ArrayList<>(Ddl.create(item, to));
        up.set(0, add);
        main.add(Move.of(up, List.of(Ddl.drop(item))));
        List<String> back = new ArrayList<>(List.of(Ddl.drop(item)));
        back.addAll(up);
        last.add(Move.alone(List.of("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(key.owner(), key.name())), back));
    }

    /** Whether others cannot be made before it, such as a foreign key to what it makes unique. */
    private boolean isNeeded(Key key) {
        return to.items().stream().anyMatch(one -> to.needs(one.key()).contains(key));
    }

    /** Its index is built beside others, and then made its own. */
    private void unique(Item item, Matcher parts) {
        Key key = item.key();
        String nulls = parts.group("nulls") == null ? "" : " NULLS NOT DISTINCT";
        String include = parts.group("include") == null ? "" : parts.group("include");
        String index = "CREATE UNIQUE INDEX %s ON %s %s%s%s"
                .formatted(key.name(), key.owner(), parts.group("columns"), include, nulls);
        last.add(Move.alone(List.of(concurrently(index)), List.of(concurrently("DROP INDEX " + key.name()))));
        List<String> up = new ArrayList<>(Ddl.create(item, to));
        up.set(
                0,
                "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %s%s"
                        .formatted(
                                key.owner(),
                                key.name(),
                                key.name(),
                                parts.group("deferred") == null ? "" : parts.group("deferred")));
        last.add(Move.of(up, List.of(Ddl.drop(item), index)));
    }
}
