/** The Kafka Streams topology: thin, around the ledger. */
@NullMarked
package org.buyledger.command.topology;

import org.jspecify.annotations.NullMarked;
