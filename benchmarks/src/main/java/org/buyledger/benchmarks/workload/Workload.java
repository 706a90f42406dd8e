package org.buyledger.benchmarks.workload;

import java.util.List;
import org.buyledger.events.client.CommandRecord;

/**
 * Commands to publishers in turn, each publisher's the next of a round of kinds. All are accepted when they are sent in
 * order.
 *
 * @param name what the results call it
 * @param description what is in it
 * @param round the kinds
 */
public record Workload(String name, String description, List<Kind> round) {
    public static final Workload CREATE =
            new Workload("create", "create_media_buy of one package", List.of(Kind.CREATE));

    /** Some of everything that a buyer sends; in what proportions they really come nobody knows. */
    public static final Workload MIX = new Workload(
            "mix",
            "of ten: 4 create_media_buy of one package, 1 of two, 2 of one with a new creative; 2 update_media_buy; 1 sync_creatives of two",
            List.of(
                    Kind.CREATE,
                    Kind.PAUSE,
                    Kind.CREATE,
                    Kind.CREATE_WITH_CREATIVE,
                    Kind.CREATE_TWO_PACKAGES,
                    Kind.CREATE,
                    Kind.CREATE_WITH_CREATIVE,
                    Kind.CHANGE_BUDGET,
                    Kind.SYNC_CREATIVES,
                    Kind.CREATE));

    /**
     * A command.
     *
     * @param run what its id begins with, so that the same numbers of another run are other commands
     * @param n its number, from 0
     */
    public CommandRecord command(List<Publisher> publishers, String run, int n) {
        Publisher publisher = publishers.get(n % publishers.size());
        int own = n / publishers.size();
        return round.get(own % round.size()).command(publisher, run, own);
    }
}
