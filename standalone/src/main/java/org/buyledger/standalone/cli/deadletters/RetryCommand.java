package org.buyledger.standalone.cli.deadletters;

import java.util.List;
import org.buyledger.migrations.jooq.tables.records.ProjectionDeadLettersRecord;
import org.buyledger.projector.runner.DeadLetters;
import org.buyledger.projector.runner.DeadLetters.Retried;
import org.buyledger.standalone.ExitCode;
import org.buyledger.standalone.Failed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code buyledger dead-letters retry}. */
@Command(
        name = "retry",
        description = {
            "Applies parked events with this version of Buyledger, those of each object in order, all or up to the first that still",
            "cannot be applied. Without OBJECT those of every object. An object that has none left takes part in everything again."
        })
final class RetryCommand extends Verb {
    @Parameters(paramLabel = "OBJECT", arity = "0..1", description = "Which, such as media_buy/mb_0123456789abcdef.")
    private @Nullable String object;

    RetryCommand(DeadLettersCommand parent) {
        super(parent);
    }

    @Override
    int run(DeadLetters letters) throws Failed {
        Retried retried = letters.retry(choice(object, null));
        List<ProjectionDeadLettersRecord> failed = retried.failed();
        if (json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("applied", retried.applied());
            json.set("failed", json(failed));
            print(json);
        } else {
            failed.forEach(row -> out().printf(
                            "%s of %s stays parked at event %d. %s%n",
                            object(row), row.getTenantId(), row.getSequence(), row.getError()));
            out().printf("%d event(s) are applied; %d object(s) stay parked.%n", retried.applied(), failed.size());
        }
        return failed.isEmpty() ? ExitCode.OK : ExitCode.STILL_PARKED;
    }
}
