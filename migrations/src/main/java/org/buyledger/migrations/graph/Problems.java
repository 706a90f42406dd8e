package org.buyledger.migrations.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What keeps revisions from being a graph, each as a sentence that names the files. */
final class Problems {
    /** What a target may be called, which no revision may. */
    static final Set<String> RESERVED = Set.of("head", "heads", "base", "current");

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_]{1,32}");

    private final Map<String, Revision> byId = new HashMap<>();
    private final List<String> found = new ArrayList<>();

    private Problems() {}

    static List<String> of(Collection<Revision> revisions) {
        Problems problems = new Problems();
        problems.names(revisions);
        problems.parents(revisions);
        if (problems.found.isEmpty()) {
            problems.cycles(revisions);
        }
        if (problems.found.isEmpty()) {
            problems.order(revisions);
        }
        return problems.found;
    }

    private void names(Collection<Revision> revisions) {
        Map<String, Revision> byVersion = new HashMap<>();
        Map<String, Revision> byLabel = new HashMap<>();
        for (Revision one : revisions) {
            String file = one.up().file();
            name(file, "revision", one.id());
            twice(file, "revision " + one.id(), byId.putIfAbsent(one.id(), one));
            twice(file, "version " + one.version(), byVersion.putIfAbsent(one.version(), one));
            for (String label : one.labels()) {
                name(file, "label", label);
                twice(file, "label " + label, byLabel.putIfAbsent(label, one));
            }
        }
        byLabel.forEach((label, one) -> {
            if (byId.containsKey(label)) {
                found.add("%s: the label %s is the id of a revision; choose another name"
                        .formatted(one.up().file(), label));
            }
        });
    }

    private void name(String file, String what, String name) {
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            found.add("%s: '%s' cannot be a %s: it takes 1 to 32 letters, digits and underscores, and none of %s"
                    .formatted(
                            file,
                            name,
                            what,
                            String.join(", ", RESERVED.stream().sorted().toList())));
        }
    }

    private void twice(String file, String what, @Nullable Revision earlier) {
        if (earlier != null) {
            found.add(
                    "%s: %s is in %s already".formatted(file, what, earlier.up().file()));
        }
    }

    private void parents(Collection<Revision> revisions) {
        for (Revision one : revisions) {
            for (String below : below(one)) {
                String file = one.up().file();
                if (below.equals(one.id())) {
                    found.add("%s: %s stands on itself".formatted(file, one.id()));
                } else if (!byId.containsKey(below)) {
                    found.add("%s: it stands on %s, and no file has that revision".formatted(file, below));
                }
            }
            if (one.revises().size() != Set.copyOf(one.revises()).size()) {
                found.add("%s: it revises the same revision twice"
                        .formatted(one.up().file()));
            }
        }
    }

    /** Takes away, again and again, what stands on nothing that is left; whatever remains is in a circle or above one. */
    private void cycles(Collection<Revision> revisions) {
        Map<String, Integer> waits = new HashMap<>();
        Map<String, List<String>> above = new HashMap<>();
        for (Revision one : revisions) {
            waits.put(one.id(), below(one).size());
            below(one)
                    .forEach(id -> above.computeIfAbsent(id, absent -> new ArrayList<>())
                            .add(one.id()));
        }
        List<String> free = new ArrayList<>();
        waits.forEach((id, count) -> {
            if (count == 0) {
                free.add(id);
            }
        });
        while (!free.isEmpty()) {
            String id = free.removeLast();
            waits.remove(id);
            for (String next : above.getOrDefault(id, List.of())) {
                if (waits.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        if (!waits.isEmpty()) {
            found.add("These revisions stand on each other in a circle: " + String.join(" -> ", circle(waits.keySet()))
                    + "; change what one of their files revises or depends on");
        }
    }

    /** Going down from anywhere in what is left, within it, one comes round. */
    private List<String> circle(Set<String> left) {
        List<String> way = new ArrayList<>();
        String at = left.stream().min(String::compareTo).orElseThrow();
        while (!way.contains(at)) {
            way.add(at);
            at = below(revision(at)).stream().filter(left::contains).findFirst().orElseThrow();
        }
        way.add(at);
        return way.subList(way.indexOf(at), way.size());
    }

    private void order(Collection<Revision> revisions) {
        for (Revision one : revisions) {
            for (String id : below(one)) {
                if (revision(id).version().compareTo(one.version()) >= 0) {
                    found.add("%s: it stands on %s, so its version must be later; rename its files to a later time"
                            .formatted(one.up().file(), revision(id).up().file()));
                }
            }
        }
    }

    private Revision revision(String id) {
        Revision revision = byId.get(id);
        if (revision == null) {
            throw new IllegalStateException(id + " is known to exist");
        }
        return revision;
    }

    private static Set<String> below(Revision one) {
        Set<String> below = new LinkedHashSet<>(one.revises());
        below.addAll(one.dependsOn());
        return below;
    }
}
