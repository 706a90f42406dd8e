/** Reading events in batches, folding them, writing rows and the position in one transaction. */
@NullMarked
package org.buyledger.projector.runner;

import org.jspecify.annotations.NullMarked;
