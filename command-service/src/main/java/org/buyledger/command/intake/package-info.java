/** From bytes on Kafka to a command that can be decided. */
@NullMarked
package org.buyledger.command.intake;

import org.jspecify.annotations.NullMarked;
