package org.buyledger.events;

import org.buyledger.events.catalogue.HistoricalCatalogueEvent;

/**
 * A version of an event that is no longer written, and stands in the log for ever. It is no {@link Event}: nothing can
 * write it, and {@code EventCodec}, which reads it, hands on what it is today. See docs/evolving-events.md.
 */
public sealed interface Historical permits HistoricalCatalogueEvent {

    /** The wire names of all versions that are no longer written. */
    WireTypes<Historical> TYPES = new WireTypes<>(Historical.class);

    /** The same fact in its newest version. Pure: it rests on this alone. */
    Event upcast();
}
