package org.buyledger.benchmarks.handler;

import java.util.List;
import org.buyledger.benchmarks.workload.Kind;
import org.buyledger.benchmarks.workload.Publisher;
import org.buyledger.events.CommandResult.Outcome;
import org.buyledger.events.client.CommandRecord;
import org.jspecify.annotations.Nullable;

/** What is measured: one kind of command, and what has to come before it. */
enum Case {
    CREATE("create_media_buy, one package", null, Kind.CREATE, Outcome.ACCEPTED),
    TWO_PACKAGES("create_media_buy, two packages", null, Kind.CREATE_TWO_PACKAGES, Outcome.ACCEPTED),
    WITH_CREATIVE("create_media_buy, a new creative", null, Kind.CREATE_WITH_CREATIVE, Outcome.ACCEPTED),
    REJECTED("create_media_buy, rejected", null, Kind.CREATE_REJECTED, Outcome.REJECTED),
    DUPLICATE("create_media_buy, sent again", Kind.CREATE, Kind.CREATE, Outcome.DUPLICATE),
    PAUSE("update_media_buy, paused", Kind.CREATE, Kind.PAUSE, Outcome.ACCEPTED),
    CHANGE_BUDGET("update_media_buy, budget", Kind.CREATE_WITH_CREATIVE, Kind.CHANGE_BUDGET, Outcome.ACCEPTED),
    SYNC_CREATIVES("sync_creatives, two new", null, Kind.SYNC_CREATIVES, Outcome.ACCEPTED);

    private final String title;
    private final @Nullable Kind before;
    private final Kind measured;
    private final Outcome outcome;

    Case(String title, @Nullable Kind before, Kind measured, Outcome outcome) {
        this.title = title;
        this.before = before;
        this.measured = measured;
        this.outcome = outcome;
    }

    String title() {
        return title;
    }

    /** What every measured command must come to. */
    Outcome outcome() {
        return outcome;
    }

    /** What is handled before the n-th measured command. */
    List<CommandRecord> before(Publisher publisher, String run, int n) {
        return before == null ? List.of() : List.of(before.command(publisher, run, 2 * n));
    }

    /** The n-th measured command. */
    CommandRecord measured(Publisher publisher, String run, int n) {
        return measured.command(publisher, run, outcome == Outcome.DUPLICATE ? 2 * n : 2 * n + 1);
    }
}
