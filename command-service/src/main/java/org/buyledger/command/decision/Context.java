package org.buyledger.command.decision;

import java.time.Instant;
import org.buyledger.events.Identifiers;
import org.buyledger.events.creative.CreativeId;
import org.buyledger.events.creative.ReviewId;
import org.buyledger.events.mediabuy.FeedbackId;
import org.buyledger.events.mediabuy.MediaBuyId;
import org.buyledger.events.mediabuy.NoteId;
import org.buyledger.events.mediabuy.PackageId;
import org.buyledger.events.tenancy.TenantId;
import org.buyledger.events.workflow.ContextId;
import org.buyledger.events.workflow.StepId;

/**
 * What comes with a command beside its payload: everything that a decision would otherwise have to fetch from a clock or
 * a source of randomness.
 *
 * @param tenant whose ledger is decided on
 * @param commandId from which new ids are minted
 * @param caller who asks; already allowed to
 * @param now when the decision is made
 * @param requestSha256 the hash of the payload's canonical form, 64 hex digits
 */
public record Context(TenantId tenant, String commandId, Caller caller, Instant now, String requestSha256) {

    public MediaBuyId newMediaBuyId() {
        return new MediaBuyId(mint("mb", ""));
    }

    /** The id of the command's {@code ordinal}-th new package of a buy; it tells the buy, so that no index has to. */
    public PackageId newPackageId(MediaBuyId buy, int ordinal) {
        return PackageId.minted(buy, tenant.value(), commandId, ordinal);
    }

    /** The id of the step that a media buy waits for. */
    public StepId newStepId() {
        return new StepId(mint("step", ""));
    }

    /** The id of the step that a creative waits for. */
    public StepId newStepId(CreativeId creative) {
        return new StepId(mint("step", creative.value()));
    }

    /** The id of the context that the command opens. */
    public ContextId newContextId() {
        return new ContextId(mint("ctx", ""));
    }

    /** The id of a review of a creative. */
    public ReviewId newReviewId(CreativeId creative) {
        return new ReviewId(mint("review", creative.value()));
    }

    /** The id of the buyer's feedback. */
    public FeedbackId newFeedbackId() {
        return new FeedbackId(mint("fb", ""));
    }

    /** The id of the note that the command adds. */
    public NoteId newNoteId() {
        return new NoteId(mint("note", ""));
    }

    private String mint(String prefix, String place) {
        return Identifiers.mint(prefix, tenant.value(), commandId, place);
    }
}
