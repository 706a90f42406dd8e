@NullMarked
package org.buyledger.command.ledger;

import org.jspecify.annotations.NullMarked;
