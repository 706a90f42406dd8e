/** Tests of histories. */
@NullMarked
package org.buyledger.query.history;

import org.jspecify.annotations.NullMarked;
