/** The state of the tenants, kept by key, and the one place that turns a decision into records. */
@NullMarked
package org.buyledger.command.ledger;

import org.jspecify.annotations.NullMarked;
