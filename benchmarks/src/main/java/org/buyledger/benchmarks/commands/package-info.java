/** A whole Buyledger under load, and its broker's own limit. */
@NullMarked
package org.buyledger.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
