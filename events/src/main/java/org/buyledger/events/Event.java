package org.buyledger.events;

import org.buyledger.events.audit.AuditEvent;
import org.buyledger.events.catalogue.CatalogueEvent;
import org.buyledger.events.configuration.ConfigurationEvent;
import org.buyledger.events.creative.CreativeEvent;
import org.buyledger.events.mediabuy.CampaignNoteEvent;
import org.buyledger.events.mediabuy.FeedbackEvent;
import org.buyledger.events.mediabuy.MediaBuyEvent;
import org.buyledger.events.tenancy.TenancyEvent;
import org.buyledger.events.workflow.ContextEvent;
import org.buyledger.events.workflow.WorkflowEvent;

/** A fact. The names and fields of its kinds are the storage format: add, never change. */
public sealed interface Event
        permits TenancyEvent,
                ConfigurationEvent,
                CatalogueEvent,
                MediaBuyEvent,
                FeedbackEvent,
                CampaignNoteEvent,
                CreativeEvent,
                WorkflowEvent,
                ContextEvent,
                AuditEvent {

    /** The wire names of all events. */
    WireTypes<Event> TYPES = new WireTypes<>(Event.class);

    /** The object that the fact is about. */
    Subject subject();
}
