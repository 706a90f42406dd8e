package org.buyledger.command.mediabuy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.buyledger.command.creative.Library;
import org.buyledger.command.creative.Library.Synced;
import org.buyledger.command.decision.Context;
import org.buyledger.command.decision.Findings;
import org.buyledger.events.Failure;
import org.buyledger.events.Json;
import org.buyledger.events.creative.CreativeAsset;
import org.buyledger.events.mediabuy.Cancellation;
import org.buyledger.events.mediabuy.CreativeAssignment;
import org.buyledger.events.mediabuy.MediaPackage;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.mediabuy.PackageRequest;
import org.buyledger.events.mediabuy.PackageUpdate;
import org.buyledger.events.mediabuy.Party;
import tools.jackson.databind.JsonNode;

/** Makes packages of requests, and changed packages of updates; whether they are allowed is for {@link PackageRules}. */
final class Packages {
    private Packages() {}

    /** A new package. Its uploaded creatives join the library and are assigned after those that it names. */
    static MediaPackage of(
            PackageRequest request,
            PackageId id,
            String pointer,
            Library library,
            Deadlines deadlines,
            Findings found) {
        Map<String, JsonNode> details = new LinkedHashMap<>(request.details());
        if (!request.formatIds().isEmpty()) {
            details.put("format_ids", Json.COMMANDS.valueToTree(request.formatIds()));
        }
        List<CreativeAssignment> assignments = placed(request.creativeAssignments(), pointer, found);
        upload(request.creatives(), assignments, pointer, library, deadlines, found);
        return new MediaPackage(
                id,
                request.productId(),
                request.pricingOptionId(),
                request.budget(),
                request.bidPrice(),
                request.pacing(),
                request.impressions(),
                request.startTime(),
                request.endTime(),
                null,
                Boolean.TRUE.equals(request.paused()),
                null,
                assignments,
                details);
    }

    /** A package after an update: what is given replaces what was. */
    static MediaPackage updated(
            MediaPackage before,
            PackageUpdate update,
            Context context,
            Party party,
            String pointer,
            Library library,
            Deadlines deadlines,
            Findings found) {
        Map<String, JsonNode> details = new LinkedHashMap<>(before.details());
        details.putAll(update.details());
        Cancellation cancellation = before.cancellation();
        List<CreativeAssignment> given = update.creativeAssignments();
        List<CreativeAssignment> assignments = new ArrayList<>(before.creativeAssignments());
        if (cancellation == null && Boolean.TRUE.equals(update.canceled())) {
            // It serves nothing any more, so creatives that come with the cancellation are not taken.
            cancellation = new Cancellation(context.now(), party, update.cancellationReason());
        } else {
            if (given != null) {
                assignments = placed(given, pointer, found);
            }
            upload(update.creatives(), assignments, pointer, library, deadlines, found);
        }
        return new MediaPackage(
                before.packageId(),
                before.productId(),
                before.pricingOptionId(),
                update.budget() == null ? before.budget() : update.budget(),
                update.bidPrice() == null ? before.bidPrice() : update.bidPrice(),
                update.pacing() == null ? before.pacing() : update.pacing(),
                update.impressions() == null ? before.impressions() : update.impressions(),
                update.startTime() == null ? before.startTime() : update.startTime(),
                update.endTime() == null ? before.endTime() : update.endTime(),
                before.creativeDeadline(),
                update.paused() == null ? before.paused() : update.paused(),
                cancellation,
                assignments,
                details);
    }

    private static List<CreativeAssignment> placed(
            List<CreativeAssignment> assignments, String pointer, Findings found) {
        List<CreativeAssignment> placed = new ArrayList<>();
        for (int i = 0; i < assignments.size(); i++) {
            CreativeAssignment given = assignments.get(i);
            placed.add(Placements.assignment(
                    "%s/creative_assignments/%d".formatted(pointer, i),
                    given.creativeId(),
                    given.weight(),
                    given.placementIds(),
                    given.details(),
                    found));
        }
        return placed;
    }

    private static void upload(
            List<CreativeAsset> creatives,
            List<CreativeAssignment> assignments,
            String pointer,
            Library library,
            Deadlines deadlines,
            Findings found) {
        for (int i = 0; i < creatives.size(); i++) {
            CreativeAsset asset = creatives.get(i);
            if (library.sync(asset, deadlines::closed) instanceof Synced.Failed(Failure failure)) {
                found.add(
                        failure.code(),
                        "%s/creatives/%d%s".formatted(pointer, i, failure.field()),
                        failure.message(),
                        failure.suggestion());
                continue;
            }
            CreativeAssignment assignment = Placements.assignment(
                    "%s/creatives/%d".formatted(pointer, i),
                    asset.creativeId(),
                    asset.weight(),
                    asset.placementIds(),
                    Placements.refs(asset.details()),
                    found);
            assignments.removeIf(a -> a.creativeId().equals(asset.creativeId()));
            assignments.add(assignment);
        }
    }
}
