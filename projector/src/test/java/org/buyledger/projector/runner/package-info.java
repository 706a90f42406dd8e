/** The runner without Kafka. */
@org.jspecify.annotations.NullMarked
package org.buyledger.projector.runner;
