@NullMarked
package org.buyledger.projector.verify;

import org.jspecify.annotations.NullMarked;
