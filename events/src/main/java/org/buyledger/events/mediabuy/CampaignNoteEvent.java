package org.buyledger.events.mediabuy;

import org.buyledger.events.Event;
import org.buyledger.events.Subject;
import org.buyledger.events.WireName;

/**
 * What the publisher's people write down about buys. An object of its own, so that it does not touch the revision that the
 * buyer sees. Storage format: add, never change; see docs/message-formats.md.
 */
public sealed interface CampaignNoteEvent extends Event {
    NoteId noteId();

    @Override
    default Subject subject() {
        return new Subject("campaign_note", noteId().value());
    }

    /** Somebody wrote it; the actor of the event is the author. */
    @WireName("campaign_note.added.v1")
    record Added(NoteId noteId, MediaBuyId mediaBuyId, String body) implements CampaignNoteEvent {}
}
