package org.buyledger.query.audit;

import static org.buyledger.migrations.jooq.Tables.COMMAND_RESULTS;

import java.time.Instant;
import java.util.List;
import org.buyledger.migrations.jooq.enums.CommandOutcome;
import org.buyledger.migrations.jooq.tables.records.CommandResultsRecord;
import org.buyledger.query.auth.Caller;
import org.buyledger.query.auth.TokenHashes;
import org.buyledger.query.http.Answer;
import org.buyledger.query.http.Problem;
import org.buyledger.query.http.ProblemType;
import org.buyledger.query.http.ReadRequest;
import org.buyledger.query.paging.Filter;
import org.buyledger.query.paging.Paging;
import org.buyledger.query.paging.Sort;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** {@code /v1/commands}: what became of commands. */
public final class Commands {
    private static final Sort<CommandResultsRecord> SORT = new Sort<>(
            List.of("-answered_at", "answered_at"), List.of(COMMAND_RESULTS.ANSWERED_AT, COMMAND_RESULTS.COMMAND_ID));

    private final Paging paging;

    public Commands(Paging paging) {
        this.paging = paging;
    }

    private record Result(
            String commandId,
            String actor,
            CommandOutcome outcome,
            @Nullable Long position,
            JSONB events,
            @Nullable JSONB response,
            @Nullable JSONB error,
            Instant answeredAt) {

        static Result of(CommandResultsRecord row) {
            return new Result(
                    row.getCommandId(),
                    row.getActor(),
                    row.getOutcome(),
                    row.getPosition(),
                    row.getEvents(),
                    TokenHashes.withoutThem(row.getResponse()),
                    TokenHashes.withoutThem(row.getError()),
                    row.getAnsweredAt());
        }
    }

    /** A page of the results of commands that the caller sent; a user sees those of the whole tenant. */
    public Answer list(ReadRequest request) {
        Filter filter = new Filter(request.parameters(), visible(request.caller()))
                .oneOf("outcome", COMMAND_RESULTS.OUTCOME)
                .within("answered_at", COMMAND_RESULTS.ANSWERED_AT);
        if (!request.caller().isPrincipal()) {
            filter.equal("actor", COMMAND_RESULTS.ACTOR);
        }
        return paging.page(request, COMMAND_RESULTS, filter, SORT).answerEach("commands", Result::of);
    }

    /** The result of a command that the caller sent; a user sees those of the whole tenant. */
    public Answer byId(ReadRequest request) {
        CommandResultsRecord row = request.db()
                .selectFrom(COMMAND_RESULTS)
                .where(visible(request.caller()))
                .and(COMMAND_RESULTS.COMMAND_ID.eq(request.id()))
                .fetchOne();
        if (row == null) {
            throw new Problem(
                            ProblemType.REFERENCE_NOT_FOUND, "There is no result of a command '" + request.id() + "'.")
                    .suggestion("A result appears here once the command is decided and projected; ask again shortly.");
        }
        return Answer.ok(Result.of(row));
    }

    private static Condition visible(Caller caller) {
        Condition inTenant = COMMAND_RESULTS.TENANT_ID.eq(caller.tenant());
        return caller.isPrincipal()
                ? inTenant.and(COMMAND_RESULTS.ACTOR.eq(caller.actor().toString()))
                : inTenant;
    }
}
