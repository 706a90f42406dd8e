package org.buyledger.migrations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.buyledger.migrations.graph.Graph;
import org.buyledger.migrations.graph.Revision;

/** Where we mean to differ from Alembic, and why. docs/migrations-and-alembic.md has the same list. */
enum AlembicDifference {
    /** Alembic: "Ambiguous walk". A merge has no tables, so there is nothing to choose: it is taken back, its parents stay. */
    STEPPING_BACK_OVER_A_MERGE {
        @Override
        boolean explains(Case it) {
            return it.stepsDown() && it.weDid() && it.theySay("Ambiguous walk");
        }
    },

    /** Alembic warns and takes one of them. What is taken back may be data, so we want to be told. */
    STEPPING_BACK_FROM_SEVERAL_HEADS {
        @Override
        boolean explains(Case it) {
            return it.stepsDown() && it.weSay("is ambiguous after");
        }
    },

    /** Alembic takes those others back too, and without a word. */
    STEPPING_BACK_BELOW_ANOTHER_BRANCH {
        @Override
        boolean explains(Case it) {
            return it.stepsDown() && it.weSay("of another branch stand") && it.theyDid();
        }
    },

    /** Alembic: "Not a valid downgrade target", where the branch forked again above its label. */
    STEPPING_BACK_ABOVE_A_FORK_OF_THE_BRANCH {
        @Override
        boolean explains(Case it) {
            return it.stepsDown() && it.weDid() && it.theySay("Not a valid downgrade target");
        }
    },

    /** Alembic goes N down from the dependent along {@code revises}, and takes back all above, which is more than N. */
    STEPPING_BACK_FROM_A_DEPENDENT {
        @Override
        boolean explains(Case it) {
            return it.stepsDown() && it.weDid() && it.theyDid() && it.oneDependsOnAnother();
        }
    },

    /** Alembic goes back to the base of the branch it left, and takes its other branches along. */
    DOWN_TO_THE_BASE_OF_A_BRANCH {
        @Override
        boolean explains(Case it) {
            return it.step().verb().equals("downgrade")
                    && it.step().target().endsWith("@base")
                    && it.weDid()
                    && it.theyDid();
        }
    },

    /** Alembic does not look at a label that it does not need. */
    A_LABEL_THAT_DOES_NOT_EXIST {
        @Override
        boolean explains(Case it) {
            return it.step().target().startsWith("nolabel@") && it.weSay("No revision is called") && it.theyDid();
        }
    },

    /** Alembic records both, or one of them, and fails at the next step. */
    A_STAMP_AT_REVISIONS_THAT_STAND_ON_EACH_OTHER {
        @Override
        boolean explains(Case it) {
            return it.stampsSeveral() && it.weSay("so the schema cannot stand at both");
        }
    },

    /**
     * Alembic: KeyError, or one of them is lost, for both want to take the place of the same head. So with {@code stamp heads}.
     */
    A_STAMP_AT_SEVERAL_REVISIONS_BELOW_ONE_HEAD {
        @Override
        boolean explains(Case it) {
            return it.stampsSeveral()
                    && it.weDid()
                    && (it.theySay("KeyError") || it.theySay("AssertionError") || it.theyLost());
        }
    },

    /** Alembic: AssertionError. Base is below everything, so there is nothing to do. */
    UP_TO_WHAT_IS_BELOW_THE_FIRST {
        @Override
        boolean explains(Case it) {
            return it.step().verb().equals("upgrade")
                    && it.step().target().matches("[0-9a-f]+-[0-9]+")
                    && it.weDid()
                    && it.theySay("AssertionError");
        }
    },

    /** Alembic takes one of the branches below the one that is named, which begins above a merge of them. */
    STEPPING_UP_BELOW_A_MERGE {
        @Override
        boolean explains(Case it) {
            return it.step().verb().equals("upgrade")
                    && it.step().target().matches(".*@\\+[0-9]+")
                    && it.weSay("is ambiguous: the schema stands at")
                    && it.theyDid();
        }
    },

    /** Alembic takes all other branches back too, which the revision that was named does not tell. */
    DOWN_TO_BASE_FROM_A_REVISION {
        @Override
        boolean explains(Case it) {
            return it.step().verb().equals("downgrade")
                    && it.step().target().matches("[0-9a-f]+-[0-9]+")
                    && it.weSay("leads to base, which is below other branches too")
                    && it.theyDid();
        }
    },

    /** Alembic counts no steps there and stays at base. */
    A_STAMP_BELOW_BASE {
        @Override
        boolean explains(Case it) {
            return it.step().verb().equals("stamp") && it.weSay("steps down and below base") && it.theyDid();
        }
    },

    /** Alembic: KeyError, or "overlaps", where a merge and a dependency both take the place of the same row. */
    DEPENDENCIES_BESIDE_MERGES {
        @Override
        boolean explains(Case it) {
            return it.weDid()
                    && (it.theySay("KeyError") || it.theySay("overlaps with other requested revisions"))
                    && it.hasDependencies();
        }
    },

    /** Alembic keeps the row of a revision on which another current one depends, and then counts it as a second head. */
    A_ROW_TOO_MANY {
        @Override
        boolean explains(Case it) {
            return it.weDid()
                    && it.theySay("Ambiguous upgrade")
                    && it.answer().rows().size() > it.graph().tips(it.applied()).size();
        }
    },

    /** Alembic: AssertionError, where a dependency leads out of the range. We show what follows along {@code revises}. */
    HISTORY_ACROSS_A_DEPENDENCY {
        @Override
        boolean explains(Case it) {
            return it.step().verb().equals("history")
                    && it.weDid()
                    && it.theySay("AssertionError")
                    && it.hasDependencies();
        }
    },

    /** Alembic's history leaves out the current revisions on which another current one depends; its `current` shows them. */
    HISTORY_FROM_WHERE_THE_SCHEMA_STANDS {
        @Override
        boolean explains(Case it) {
            return it.step().verb().equals("history")
                    && it.step().target().contains("current")
                    && it.oneDependsOnAnother();
        }
    };

    /**
     * A command of which came two different things.
     *
     * @param applied what the schema has
     * @param refused why we refused; empty when we did not
     */
    record Case(AlembicSteps.Step step, Graph graph, Set<Revision> applied, String refused, Alembic.Answer answer) {
        boolean weDid() {
            return refused.isEmpty();
        }

        boolean weSay(String words) {
            return refused.contains(words);
        }

        boolean theyDid() {
            return answer.done();
        }

        boolean theySay(String words) {
            return !answer.done() && answer.reason().contains(words);
        }

        /** Whether it is {@code downgrade -N} or {@code downgrade label@-N}. */
        boolean stepsDown() {
            return step.verb().equals("downgrade") && step.target().matches("(.*@)?-[0-9]+");
        }

        /** Whether one current revision depends on another. */
        boolean oneDependsOnAnother() {
            return !graph.tips(applied).equals(graph.heads(applied));
        }

        boolean hasDependencies() {
            return graph.revisions().stream().anyMatch(one -> !one.dependsOn().isEmpty());
        }

        /** Whether Alembic does not stand at all the revisions that were named. */
        boolean theyLost() {
            return answer.done() && !answer.current().containsAll(named());
        }

        boolean stampsSeveral() {
            return (step.verb().equals("stamp") || step.verb().equals("purge")) && named().size() > 1;
        }

        private List<String> named() {
            return step.target().equals("heads")
                    ? graph.heads().stream().map(Revision::id).toList()
                    : step.arguments();
        }
    }

    abstract boolean explains(Case it);

    static Optional<AlembicDifference> explain(Case it) {
        return Arrays.stream(values()).filter(one -> one.explains(it)).findFirst();
    }
}
