/** The tables of products, prices and limits. */
@NullMarked
package org.buyledger.projector.catalogue;

import org.jspecify.annotations.NullMarked;
