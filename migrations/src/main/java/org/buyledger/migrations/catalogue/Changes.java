package org.buyledger.migrations.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.buyledger.migrations.graph.Refused;
import org.jspecify.annotations.Nullable;

/** What has to happen to each object so that one catalogue becomes another: which go, which are made, which are altered. */
final class Changes {
    private final Catalogue from;
    private final Catalogue to;
    private final NavigableSet<Key> gone = new TreeSet<>();
    private final NavigableSet<Key> made = new TreeSet<>();
    private final NavigableSet<Key> altered = new TreeSet<>();
    private final List<Move> renamed;

    /**
     * Compares the two.
     *
     * @throws Refused when an object differs that nothing here can change
     */
    Changes(Catalogue from, Catalogue to) throws Refused {
        this.from = from;
        this.to = to;
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
        renamed = renames();
        for (Key key : List.copyOf(altered)) {
            if (isAnew(from.item(key), to.item(key))) {
                anew(key);
            }
        }
        for (Key key : Stream.concat(gone.stream(), altered.stream()).toList()) {
            dependents(key);
        }
        refuseOther();
    }

    /** Objects of the first that are taken away; those that are made anew are in both. */
    NavigableSet<Key> gone() {
        return gone;
    }

    /** Objects of the second that are made. */
    NavigableSet<Key> made() {
        return made;
    }

    /** Objects that stay and are not what they were. */
    NavigableSet<Key> altered() {
        return altered;
    }

    /** Gives their names to those that are the same but for that. */
    List<Move> renamed() {
        return renamed;
    }

    /** A constraint or an index that is the same but for its name, as after its table got another, only gets that name. */
    private List<Move> renames() {
        List<Move> moves = new ArrayList<>();
        for (Key old : List.copyOf(gone)) {
            if (old.kind() != Kind.CONSTRAINT && old.kind() != Kind.INDEX) {
                continue;
            }
            Optional<Key> now = made.stream()
                    .filter(one -> one.kind() == old.kind() && one.owner().equals(old.owner()))
                    .filter(one -> nameless(to.item(one)).equals(nameless(from.item(old))))
                    .findFirst();
            if (now.isPresent()) {
                gone.remove(old);
                made.remove(now.get());
                moves.add(
                        old.kind() == Kind.INDEX
                                ? Move.of(
                                        "ALTER INDEX %s RENAME TO %s"
                                                .formatted(old.name(), now.get().name()),
                                        "ALTER INDEX %s RENAME TO %s"
                                                .formatted(now.get().name(), old.name()))
                                : Move.of(renameConstraint(old, now.get()), renameConstraint(now.get(), old)));
            }
        }
        return moves;
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
        if (!goes && isOfType(from.item(cause), to.item(cause))) {
            return;
        }
        for (Key key : from.needing(cause)) {
            if (to.has(key) && !gone.contains(key) && standsOn(from.item(key), cause, goes)) {
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

    /** Whether an object has to be taken away and made anew. */
    private static boolean isAnew(Item before, Item after) {
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
            case ENUM -> TypeAlteration.isLonger(TypeAlteration.labels(before), TypeAlteration.labels(after));
            case DOMAIN ->
                Objects.equals(before.get("type"), after.get("type"))
                        && Objects.equals(before.get("collation"), after.get("collation"));
            default -> true;
        };
    }
}
