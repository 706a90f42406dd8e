@NullMarked
package org.buyledger.projector;

import org.jspecify.annotations.NullMarked;
