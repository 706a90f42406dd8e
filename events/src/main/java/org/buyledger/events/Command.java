package org.buyledger.events;

import org.buyledger.events.catalogue.CatalogueCommand;
import org.buyledger.events.configuration.ConfigurationCommand;
import org.buyledger.events.creative.CreativeCommand;
import org.buyledger.events.mediabuy.MediaBuyCommand;
import org.buyledger.events.tenancy.TenancyCommand;
import org.buyledger.events.workflow.ContextCommand;
import org.buyledger.events.workflow.WorkflowCommand;

/** A wish. It becomes events or a refusal, never both. */
public sealed interface Command
        permits TenancyCommand,
                ConfigurationCommand,
                CatalogueCommand,
                MediaBuyCommand,
                CreativeCommand,
                WorkflowCommand,
                ContextCommand {

    /** The wire names of all commands. */
    WireTypes<Command> TYPES = new WireTypes<>(Command.class);
}
