package org.buyledger.command.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Failure;
import org.jspecify.annotations.Nullable;

/** What is wrong with a command, gathered rule by rule, so that a sender learns of all of it at once. */
public final class Findings {
    private final List<Failure> failures = new ArrayList<>();

    public void add(ErrorCode code, @Nullable String field, String message, @Nullable String suggestion) {
        add(Failure.of(code, field, message, suggestion));
    }

    public void add(Failure failure) {
        failures.add(failure);
    }

    public boolean any() {
        return !failures.isEmpty();
    }

    /** The first finding as the failure, with all of them as its issues where there are several; empty for none. */
    public Optional<Failure> failure() {
        if (failures.size() < 2) {
            return failures.stream().findFirst();
        }
        List<Failure.Issue> issues = failures.stream()
                .map(f -> new Failure.Issue(
                        f.field() == null ? "" : f.field(),
                        f.message(),
                        f.code().name()))
                .toList();
        return Optional.of(failures.getFirst().withIssues(issues));
    }
}
