package org.buyledger.command.creative;

import static org.buyledger.command.decision.Decision.accept;
import static org.buyledger.command.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.buyledger.command.creative.Buys.Assigned;
import org.buyledger.command.creative.Buys.Outcome;
import org.buyledger.command.creative.Library.Synced;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Decision;
import org.buyledger.command.decision.Findings;
import org.buyledger.command.decision.Ledger;
import org.buyledger.events.ErrorCode;
import org.buyledger.events.Event;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.creative.CreativeAsset;
import org.buyledger.events.creative.CreativeCommand.Assignment;
import org.buyledger.events.creative.CreativeCommand.SyncCreatives;
import org.buyledger.events.creative.CreativeCommand.ValidationMode;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.tenancy.PrincipalId;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sync_creatives: each creative by itself, so that a bad one fails alone; then the assignments. AdCP 3.1.19,
 * sync_creatives.
 */
final class SyncCreativesDecision {
    private static final int MOST_CREATIVES = 100;

    private final Ledger ledger;
    private final Context context;
    private final Buys buys;
    private final SyncCreatives command;
    private final Library library;
    /** One entry of the answer for each creative, by its id. */
    private final Map<CreativeId, ObjectNode> answers = new LinkedHashMap<>();

    SyncCreativesDecision(Ledger ledger, Context context, Buys buys, SyncCreatives command) {
        this.ledger = ledger;
        this.context = context;
        this.buys = buys;
        this.command = command;
        this.library = new Library(ledger, context, context.caller().principal());
    }

    Decision decide() {
        Findings found = shape();
        if (found.any()) {
            return refuse(found.failure().orElseThrow());
        }
        Set<CreativeId> scope = new HashSet<>(command.creativeIds());
        PrincipalId principal = context.caller().principal();
        for (int i = 0; i < command.creatives().size(); i++) {
            CreativeAsset asset = command.creatives().get(i);
            if (scope.isEmpty() || scope.contains(asset.creativeId())) {
                answers.put(
                        asset.creativeId(),
                        answer(
                                "/creatives/" + i,
                                asset,
                                library.sync(asset, id -> buys.closed(ledger, context, principal, id))));
            }
        }
        if (Boolean.TRUE.equals(command.deleteMissing())) {
            archiveMissing();
        }
        Assigned assigned = buys.assign(ledger, context, principal, library, command.assignments());
        for (int i = 0; i < command.assignments().size(); i++) {
            Outcome outcome = assigned.outcomes().get(i);
            if (outcome instanceof Outcome.Refused(Failure failure)
                    && command.validationMode() != ValidationMode.LENIENT) {
                return refuse(failure);
            }
            note(command.assignments().get(i), outcome);
        }
        boolean dryRun = Boolean.TRUE.equals(command.dryRun());
        List<Event> events = new ArrayList<>(library.events());
        events.addAll(assigned.events());
        return accept(dryRun ? List.of() : events, response(dryRun));
    }

    private Findings shape() {
        Findings found = new Findings();
        int count = command.creatives().size();
        if (count < 1 || count > MOST_CREATIVES) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/creatives",
                    "A sync has 1 to %d creatives, not %d.".formatted(MOST_CREATIVES, count),
                    "Send them in several syncs.");
        }
        Set<CreativeId> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if (!seen.add(command.creatives().get(i).creativeId())) {
                found.add(
                        ErrorCode.VALIDATION_ERROR,
                        "/creatives/%d/creative_id".formatted(i),
                        "Creative " + command.creatives().get(i).creativeId() + " is in the sync twice.",
                        "Send it once.");
            }
        }
        if (Boolean.TRUE.equals(command.deleteMissing())
                && !command.creativeIds().isEmpty()) {
            found.add(
                    ErrorCode.INVALID_REQUEST,
                    "/delete_missing",
                    "delete_missing is about the whole library, and creative_ids limit the sync to a part of it.",
                    "Leave one of the two out.");
        }
        return found;
    }

    /** Archives the buyer's creatives that the sync leaves out, but for those that a package needs. */
    private void archiveMissing() {
        Set<CreativeId> kept =
                command.creatives().stream().map(CreativeAsset::creativeId).collect(Collectors.toSet());
        for (Creative creative : Creative.of(ledger, context.caller().principal())) {
            if (kept.contains(creative.id())) {
                continue;
            }
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("creative_id", creative.id().value());
            answers.put(creative.id(), answer);
            Optional<Failure> inUse = CreativeDecider.inUse(ledger, creative);
            if (inUse.isPresent()) {
                failed(answer, inUse.get().at(null));
            } else {
                library.archive(creative);
                answer.put("action", "deleted");
            }
        }
    }

    private static void failed(ObjectNode answer, Failure failure) {
        answer.put("action", "failed");
        answer.putArray("errors").add(Json.COMMANDS.<ObjectNode>valueToTree(failure));
    }

    private static ObjectNode answer(String pointer, CreativeAsset asset, Synced synced) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("creative_id", asset.creativeId().value());
        switch (synced) {
            case Synced.Created created ->
                answer.put("action", "created").put("status", created.status().wire());
            case Synced.Updated updated ->
                answer.put("action", "updated").put("status", updated.status().wire());
            case Synced.Unchanged unchanged ->
                answer.put("action", "unchanged")
                        .put("status", unchanged.status().wire());
            case Synced.Failed(Failure failure) -> failed(answer, failure.at(pointer + failure.field()));
        }
        return answer;
    }

    /** An assignment may be of a creative that is in the library and not in the sync: then it is answered as unchanged. */
    private void note(Assignment assignment, Outcome outcome) {
        ObjectNode answer = answers.computeIfAbsent(assignment.creativeId(), id -> {
            ObjectNode known = JsonNodeFactory.instance.objectNode().put("creative_id", id.value());
            library.find(id)
                    .ifPresentOrElse(
                            creative -> known.put("action", "unchanged")
                                    .put("status", creative.status().wire()),
                            () -> known.put("action", "failed"));
            return known;
        });
        switch (outcome) {
            case Outcome.Made made ->
                answer.withArray("assigned_to").add(assignment.packageId().value());
            case Outcome.Refused refused ->
                answer.withObject("/assignment_errors")
                        .put(assignment.packageId().value(), refused.failure().message());
        }
    }

    private ObjectNode response(boolean dryRun) {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("status", "completed");
        if (dryRun) {
            response.put("dry_run", true);
        }
        response.putArray("creatives").addAll(answers.values());
        if (command.context() != null) {
            response.set("context", command.context());
        }
        return response;
    }
}
