package org.buyledger.migrations;

import java.util.List;
import java.util.Random;
import org.buyledger.migrations.graph.Refused;

/** The random commands of a comparison. */
final class AlembicSteps {
    private final Random random;
    private final RandomRevisions revisions;

    /** One command. */
    record Step(String verb, List<String> arguments) {
        /** Runs it; returns why it was refused, or nothing. */
        String run(Migrator migrator) throws MigrationFailed {
            try {
                switch (verb) {
                    case "upgrade" -> migrator.upgrade(arguments.getFirst(), Migrator.Upgrade.USUAL);
                    case "downgrade" -> migrator.downgrade(arguments.getFirst(), Migrator.Downgrade.USUAL);
                    case "stamp" -> migrator.stamp(arguments, false);
                    case "purge" -> migrator.stamp(arguments, true);
                    default -> throw new IllegalArgumentException(verb);
                }
                return "";
            } catch (Refused e) {
                return String.valueOf(e.getMessage());
            }
        }

        String target() {
            return arguments.getFirst();
        }

        @Override
        public String toString() {
            return verb + " " + String.join(" ", arguments);
        }
    }

    AlembicSteps(Random random, RandomRevisions revisions) {
        this.random = random;
        this.revisions = revisions;
    }

    Step next(int number) {
        int kind = random.nextInt(100);
        if (kind < 45) {
            return step("upgrade", up());
        }
        if (kind < 80) {
            return step("downgrade", down());
        }
        if (kind < 95) {
            String verb = random.nextInt(4) == 0 ? "purge" : "stamp";
            return random.nextInt(4) == 0
                    ? new Step(verb, List.of(revisions.id(), revisions.id()))
                    : step(verb, stamp());
        }
        return revisions.heads() > 1 && number > 10
                ? new Step("merge", List.copyOf(revisions.someHeads()))
                : step("upgrade", "heads");
    }

    private static Step step(String verb, String target) {
        return new Step(verb, List.of(target));
    }

    private String up() {
        return switch (random.nextInt(16)) {
            case 0 -> "heads";
            case 1 -> "head";
            case 2, 3, 4 -> "+" + count();
            case 5 -> revisions.id().substring(0, 5);
            case 6 -> revisions.label();
            case 7, 8 -> revisions.label() + "@head";
            case 9, 10 -> revisions.label() + "@+" + count();
            case 11 -> revisions.id() + "+" + count();
            case 12 -> revisions.id() + "-" + count();
            case 13 -> wrong();
            default -> revisions.id();
        };
    }

    private String down() {
        return switch (random.nextInt(16)) {
            case 0 -> "base";
            case 1, 2, 3, 4 -> "-" + count();
            case 5 -> revisions.id().substring(0, 5);
            case 6 -> revisions.label();
            case 7, 8, 9 -> revisions.label() + "@-" + count();
            case 10 -> revisions.label() + "@base";
            case 11 -> revisions.id() + "-" + count();
            case 12 -> revisions.id() + "+" + count();
            case 13 -> wrong();
            default -> revisions.id();
        };
    }

    private String stamp() {
        return switch (random.nextInt(8)) {
            case 0 -> "heads";
            case 1 -> "head";
            case 2 -> "base";
            case 3 -> revisions.label() + "@head";
            case 4 -> wrong();
            default -> revisions.id();
        };
    }

    private String wrong() {
        return revisions.any(List.of("nowhere", "a:b", "+99", "-99", "nolabel@head", "nolabel@+1"));
    }

    private int count() {
        return 1 + random.nextInt(3);
    }
}
