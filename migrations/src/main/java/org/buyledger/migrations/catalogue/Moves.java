package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Refused;

/**
 * What leads from one catalogue to another, in forms that let others work meanwhile: indexes are made and dropped
 * concurrently, constraints are added first and validated afterwards.
 */
public final class Moves {
    private final Catalogue from;
    private final Catalogue to;
    /** Objects of {@code from} that are taken away; those that are made anew are in both. */
    private final NavigableSet<Key> gone = new TreeSet<>();
    /** Objects of {@code to} that are made. */
    private final NavigableSet<Key> made = new TreeSet<>();
    /** Objects that stay and are not what they were. */
    private final NavigableSet<Key> altered = new TreeSet<>();

    /** Columns whose type was made anew. */
    private final Set<Key> swapped = new TreeSet<>();

    private final List<Move> first = new ArrayList<>();
    private final List<Move> main = new ArrayList<>();
    private final List<Move> last = new ArrayList<>();

    private Moves(Catalogue from, Catalogue to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The moves, in order; none when the catalogues are equal.
     *
     * @throws Refused when an object differs that nothing here can change
     */
    public static List<Move> between(Catalogue from, Catalogue to) throws Refused {
        Moves moves = new Moves(from, to);
        moves.compare();
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

    private void compare() throws Refused {
        for (Item item : from.items()) {
            Item other = to.get(item.key());
            if (other == null) {
                gone.add(item.key());
            } else if (!item.isLike(other)) {
                altered.add(item.key());
            }
        }
        for (Item item : to.items()) {
            if (!from.has(item.key())) {
                made.add(item.key());
            }
        }
        renames();
        for (Key key : List.copyOf(altered)) {
            if (Alteration.isAnew(item(from, key), item(to, key))) {
                anew(key);
            }
        }
        for (Key key : Stream.concat(gone.stream(), altered.stream()).toList()) {
            dependents(key);
        }
        refuseOther();
    }

    /** A constraint or an index that is the same but for its name, as after its table got another, only gets that name. */
    private void renames() {
        for (Key old : List.copyOf(gone)) {
            if (old.kind() != Kind.CONSTRAINT && old.kind() != Kind.INDEX) {
                continue;
            }
            Optional<Key> now = made.stream()
                    .filter(one -> one.kind() == old.kind() && one.owner().equals(old.owner()))
                    .filter(one -> nameless(item(to, one)).equals(nameless(item(from, old))))
                    .findFirst();
            if (now.isPresent()) {
                gone.remove(old);
                made.remove(now.get());
                first.add(
                        old.kind() == Kind.INDEX
                                ? Move.of(
                                        "ALTER INDEX %s RENAME TO %s"
                                                .formatted(old.name(), now.get().name()),
                                        "ALTER INDEX %s RENAME TO %s"
                                                .formatted(now.get().name(), old.name()))
                                : Move.of(renameConstraint(old, now.get()), renameConstraint(now.get(), old)));
            }
        }
    }

    private static String renameConstraint(Key old, Key now) {
        return "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(old.owner(), old.name(), now.name());
    }

    private static Map<String, String> nameless(Item item) {
        Map<String, String> attributes = new HashMap<>(item.attributes());
        attributes.computeIfPresent(
                "definition",
                (name, text) ->
                        text.replaceFirst(" INDEX " + Pattern.quote(item.key().name()) + " ON ", " INDEX ON "));
        return attributes;
    }

    private void refuseOther() throws Refused {
        List<String> other = Stream.of(gone, made, altered)
                .flatMap(Collection::stream)
                .filter(key -> key.kind() == Kind.OTHER)
                .map(Key::toString)
                .distinct()
                .toList();
        if (!other.isEmpty()) {
            throw new Refused(
                    "The difference in %s cannot be written by itself: statements are made for tables and what belongs to them, types, domains, sequences, functions, views and policies. Nothing was written. Write that revision by hand: buyledger migrate revision -m \"...\""
                            .formatted(String.join(", ", other)));
        }
    }

    private void anew(Key key) {
        altered.remove(key);
        gone.add(key);
        made.add(key);
    }

    /** What stands on an object that goes, or on a column whose type changes, has to go before it and come back after it. */
    private void dependents(Key cause) {
        boolean goes = gone.contains(cause);
        if (!goes && Alteration.isOfType(item(from, cause), item(to, cause))) {
            return;
        }
        for (Key key : from.needing(cause)) {
            if (to.has(key) && !gone.contains(key) && standsOn(item(from, key), cause, goes)) {
                anew(key);
                dependents(key);
            }
        }
    }

    private static boolean standsOn(Item item, Key cause, boolean goes) {
        return switch (item.key().kind()) {
            case COLUMN -> item.get("generated") != null;
            case VIEW, MATERIALIZED_VIEW, TRIGGER, POLICY, FUNCTION -> true;
            // The server makes them anew by itself when a column gets another type, but not when a type is made anew.
            case INDEX, CONSTRAINT -> goes || cause.kind() == Kind.ENUM || cause.kind() == Kind.DOMAIN;
            default -> false;
        };
    }

    private static Item item(Catalogue catalogue, Key key) {
        Item item = catalogue.get(key);
        if (item == null) {
            throw new IllegalStateException(key + " is not in the catalogue");
        }
        return item;
    }

    private void takeAway() {
        Set<Key> separate = new LinkedHashSet<>(gone);
        separate.removeIf(key -> isPart(key, gone, from));
        for (Key key : from.inOrder(separate).reversed()) {
            Item item = item(from, key);
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
            case CONSTRAINT -> Ddl.isInline(item(catalogue, key));
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

    private static String concurrently(String statement) {
        return statement.replaceFirst("^(CREATE (?:UNIQUE )?INDEX|DROP INDEX) ", "$1 CONCURRENTLY ");
    }

    private void make() throws Refused {
        Set<Key> separate = new LinkedHashSet<>(made);
        separate.removeIf(key -> isPart(key, made, to));
        separate.addAll(altered);
        for (Key key : to.inOrder(separate)) {
            Item after = item(to, key);
            if (altered.contains(key) && isSwapped(key)) {
                swap(item(from, key), after);
            } else if (altered.contains(key)) {
                Alteration alteration = new Alteration(before(key, after), after);
                first.addAll(alteration.first());
                main.addAll(alteration.main());
                last.addAll(alteration.last());
            } else if (key.kind() == Kind.TABLE) {
                main.add(Move.of(whole(after, to), List.of(Ddl.drop(after))).adding(key.name()));
            } else if (key.kind() == Kind.INDEX
                    && isBuiltBesideOthers(key, to)
                    && !made.contains(Key.of(Kind.TABLE, key.owner()))) {
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
        Item item = item(from, key);
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
                && !Alteration.isOfType(item(from, type), item(to, type));
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
        boolean isNewTable = made.contains(Key.of(Kind.TABLE, key.owner()));
        String type = item.text("type");
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
}
