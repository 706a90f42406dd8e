/** Rules for products, prices and limits. */
@NullMarked
package org.buyledger.command.catalogue;

import org.jspecify.annotations.NullMarked;
