package org.buyledger.projector.audit;

import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;

import org.buyledger.events.CommandResult;
import org.buyledger.migrations.jooq.enums.CommandOutcome;
import org.buyledger.migrations.jooq.tables.records.CommandResultsRecord;
import org.buyledger.projector.runner.Answer;
import org.buyledger.projector.runner.Payload;
import org.buyledger.projector.runner.Rows;

/**
 * command_results: the first answer to each command of an authenticated caller. It comes from the results topic, which is
 * kept for days and not for ever: a table of what was answered lately, and no part of the record.
 */
public final class CommandResults {
    private CommandResults() {}

    /** The row of an answer. Of several to one command the first stays. */
    public static CommandResultsRecord row(Answer answer) {
        CommandResult result = answer.result();
        return Rows.begin(COMMAND_RESULTS)
                .setTenantId(answer.tenant())
                .setCommandId(result.commandId())
                .setActor(answer.actor())
                .setOutcome(CommandOutcome.lookupLiteral(result.outcome().wire()))
                .setPosition(result.position())
                .setEvents(Payload.jsonb(result.events()))
                .setResponse(Payload.jsonbOrNull(result.response()))
                .setError(Payload.jsonbOrNull(result.error()))
                .setAnsweredAt(answer.at());
    }
}
