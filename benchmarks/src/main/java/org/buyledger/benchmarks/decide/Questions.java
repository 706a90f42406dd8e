package org.buyledger.benchmarks.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.command.decision.Entity;
import org.buyledger.command.decision.Kind;
import org.buyledger.command.decision.Kind.Index;
import org.buyledger.command.decision.Ledger;

/** Notes what a decision asks the ledger, so that the same can be asked again with nothing decided. */
final class Questions implements Ledger {
    private final Ledger answers;
    private final List<Question> asked = new ArrayList<>();

    Questions(Ledger answers) {
        this.answers = answers;
    }

    /** One look into a ledger. */
    interface Question {
        Object ask(Ledger ledger);
    }

    List<Question> asked() {
        return List.copyOf(asked);
    }

    @Override
    public <S extends Entity> Optional<S> find(Kind<S> kind, String id) {
        asked.add(ledger -> ledger.find(kind, id));
        return answers.find(kind, id);
    }

    @Override
    public List<String> ids(Index index, String key, int most) {
        asked.add(ledger -> ledger.ids(index, key, most));
        return answers.ids(index, key, most);
    }
}
