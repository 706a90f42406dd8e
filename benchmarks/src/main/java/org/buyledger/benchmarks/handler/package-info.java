/** The command handler alone: no Kafka, one thread, a store in memory. */
@NullMarked
package org.buyledger.benchmarks.handler;

import org.jspecify.annotations.NullMarked;
