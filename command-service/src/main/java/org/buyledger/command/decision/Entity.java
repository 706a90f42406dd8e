package org.buyledger.command.decision;

/** An object of a tenant's ledger, as it is after its last event. */
public interface Entity {
    /** How many events it has had. */
    long revision();
}
