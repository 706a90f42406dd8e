@NullMarked
package org.buyledger.benchmarks.handler;

import org.jspecify.annotations.NullMarked;
