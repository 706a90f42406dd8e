@NullMarked
package org.buyledger.projector.rebuild;

import org.jspecify.annotations.NullMarked;
